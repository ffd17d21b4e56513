import { readLetter } from '../../letter/read-letter.ts'
import type { SignedLetter } from '../../letter/schema.ts'
import { build as write } from '../build.ts'
import { command, printJson } from '../command.ts'
import { letterFolder } from '../read-data.ts'
import { rightLetters } from '../read-letters.ts'

export const build = command(
  'build',
  'compile data/ into build/, which the Worker bundles; Wrangler runs this',
  ['build'],
).action(async ({ json }: { json?: true }) => {
  const letters: SignedLetter[] = []
  for (const { letter } of await rightLetters([])) {
    const read = await readLetter(await letterFolder(letter.slug))
    if ('letter' in read) letters.push(read.letter)
  }
  await write(process.cwd(), letters)
  if (json) printJson({ letters: letters.map(({ slug }) => slug) })
})
