import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PACKAGE, TEMPLATE } from '../../build/places.ts'
import { filesOf } from '../../create/files.ts'
import { readIfThere } from '../../editing/read-if-there.ts'
import { LAYOUT } from '../../revision/decode.ts'
import { CheckFailed, command, printJson, WrongUsage } from '../command.ts'
import { type Difference, differences } from '../compare-template.ts'
import { confirm, counted } from '../terminal.ts'

const findDifferences = async (): Promise<Difference[]> => {
  const all = { name: '', domain: '', languages: ['en'] as [string], signOn: true }
  const made = await filesOf(TEMPLATE, 'letters', all)
  const own: Record<string, string> = {}
  for (const file of Object.keys(made)) {
    const bytes = await readIfThere(file)
    if (bytes !== undefined) own[file] = bytes.toString().replaceAll('\r\n', '\n')
  }
  if (own['package.json'] === undefined)
    throw new WrongUsage(
      'There is no package.json here: run this in the folder that npm create undersigned made',
    )
  return differences(own, made)
}

export const upgrade = command(
  'upgrade',
  'after npm install undersigned@latest: bring workflows and npm’s scripts up to date, and say which settings are new',
  ['upgrade --check', 'upgrade'],
)
  .option('--check', 'say what would change, and write nothing')
  .option('-y, --yes', 'do not ask')
  .action(async ({ json, check, yes }: { json?: true; check?: true; yes?: true }) => {
    if (PACKAGE === process.cwd())
      throw new WrongUsage('This is the repository of undersigned itself, which git pull brings up to date')
    const found = await findDifferences()
    const files = found.filter((each) => each.text !== undefined)
    if (json)
      printJson({ layout: LAYOUT, differences: found.map(({ file, message }) => ({ file, message })) })
    else {
      for (const { file, message, text } of found)
        console.log(`${file}: ${message}${text === undefined ? '; write it if you want it' : ''}`)
      console.log(
        `${found.length === 0 ? 'Everything here is as this version makes it' : `${counted(found.length, 'difference')} found`}. What it stores in KV is of layout ${LAYOUT}.`,
      )
    }
    if (check) {
      if (found.length > 0) throw new CheckFailed()
      return
    }
    if (files.length === 0) return
    const names = files.map(({ file }) => file).join(', ')
    if (!(await confirm(`Write ${names} anew? git shows what you had changed in them.`, yes))) return
    for (const { file, text = '' } of files) {
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, text)
    }
    if (!json) console.log(`Written: ${names}.`)
  })
