/**
 * Prints a deployment's letters, with everyone who signed them and when they changed:
 *
 *     node docs/examples/client.js http://127.0.0.1:8787
 */
import { createClient } from 'undersigned/client'

const client = createClient(process.argv[2] ?? 'http://127.0.0.1:8787')

const { letters } = await client.letters()
for (const { slug, title, date } of letters) {
  console.log(`${title} (${date})`)
  for await (const { position, printed_as } of client.signatories(slug)) {
    console.log(`${position}. ${printed_as}`)
  }
  for await (const { revision, published, count } of client.revisions(slug)) {
    console.log(`${published}: revision ${revision.slice(0, 12)}, ${count} signatories`)
  }
}
