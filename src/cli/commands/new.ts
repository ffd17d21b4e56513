import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ignoreInGit } from '../../editing/import/memory-file.ts'
import { isSlug } from '../../letter/schema.ts'
import { slugOf } from '../../letter/slug.ts'
import { command, printJson, WrongUsage } from '../command.ts'
import { EXAMPLE, frontMatter } from '../letter-template.ts'

const LANGUAGES = `# The file's name says the language: letter.en.md is English. A translation is a file beside it, such as
# letter.fr.md, with the line "translation_of: en" in place of the date.
`

/** Whose id stands for nobody: an import takes the row out. */
export const EXAMPLE_ID = 'an-example-organisation'

export const SIGNATORIES = `id,name,acronym,type,country,url
${EXAMPLE_ID},An Example Organisation,AEO,organisation,CH,https://example.org/
`

export const create = command('new', "make a letter's folder in data/, with a text and a list to change", [
  'new our-letter-2026',
])
  .argument('<slug>', "the letter's name in its address: lower-case words joined by hyphens")
  .action(async (slug: string, { json }: { json?: true }) => {
    if (!isSlug(slug))
      throw new WrongUsage(`“${slug}” cannot be a letter's address; write for example ${slugOf(slug)}`)
    const folder = join('data', slug)
    await mkdir('data', { recursive: true })
    try {
      await mkdir(folder)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      throw new WrongUsage(`There is a ${folder} already; nothing was written.`)
    }
    const files = [join(folder, 'letter.en.md'), join(folder, 'signatories.csv')] as const
    const facts = frontMatter('An open letter', new Date().toISOString().slice(0, 10), LANGUAGES)
    await writeFile(files[0], `${facts}\n${EXAMPLE}`)
    await writeFile(files[1], SIGNATORIES)
    await ignoreInGit()
    if (json) printJson({ slug, files })
    else console.log(`Made ${files.join(' and ')}. Change them, then look: undersigned validate ${slug}`)
  })
