import { build as write } from '../../build/build.ts'
import { letterFolder, listLetters } from '../../editing/read-data.ts'
import { readLetter } from '../../editing/read-letter.ts'
import type { SignedLetter } from '../../letter/schema.ts'
import { command, printJson } from '../command.ts'
import { rightLetters } from '../read-letters.ts'

export const build = command(
  'build',
  'compile data/ into build/, which the Worker bundles; Wrangler runs this',
  ['build'],
).action(async ({ json }: { json?: true }) => {
  const letters: SignedLetter[] = []
  // Where there is no letter yet, a Worker with none is right.
  const compiled = (await listLetters()).length > 0 ? await rightLetters([]) : []
  for (const { letter } of compiled) {
    const read = await readLetter(await letterFolder(letter.slug))
    if ('letter' in read) letters.push(read.letter)
  }
  await write(process.cwd(), letters)
  if (json) printJson({ letters: letters.map(({ slug }) => slug) })
})
