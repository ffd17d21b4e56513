/** `data/<slug>/.imported.json`: what the last imports gave, for this machine only. */
import { join } from 'node:path'
import { readIfThere } from '../read-if-there.ts'
import { replaceFile } from '../replace-file.ts'
import { emptyMemory, type ImportMemory, parseMemory, printMemory } from './memory.ts'

const FILE = '.imported.json'
const OWNER_ONLY = 0o600

/** What git is to pass over, also while it is being written. */
const IGNORED = `data/*/${FILE}*`

const textIn = async (path: string): Promise<string | undefined> => (await readIfThere(path))?.toString()

/** An empty one where there is none. @throws Error, naming the file, where it was damaged */
export const readMemory = async (folder: string): Promise<ImportMemory> => {
  const path = join(folder, FILE)
  const text = await textIn(path)
  if (text === undefined) return emptyMemory()
  try {
    return parseMemory(text)
  } catch {
    throw new Error(`${path} is damaged; delete it, and the next import matches by name and affiliation`)
  }
}

/** Writes it where only its owner can read it, and first sees to it that git passes it over. */
export const writeMemory = async (folder: string, memory: ImportMemory): Promise<void> => {
  await ignoreInGit()
  await replaceFile(join(folder, FILE), printMemory(memory), OWNER_ONLY)
}

/** Adds what no commit should have to the project's `.gitignore`, once. */
export const ignoreInGit = async (file = '.gitignore'): Promise<void> => {
  const text = (await textIn(file)) ?? ''
  if (text.split(/\r?\n/).includes(IGNORED)) return
  await replaceFile(file, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${IGNORED}\n`)
}
