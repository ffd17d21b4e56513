import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import * as z from 'zod/mini'
import { LanguageMessages } from '../page/messages/schema.ts'

const folder = join(import.meta.dirname, '../page/messages')

/** What each language says, by its tag. */
export const readMessages = async (): Promise<Map<string, LanguageMessages>> => {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  const read = files.map(async (name): Promise<[string, LanguageMessages]> => {
    const text = await readFile(join(folder, name), 'utf8')
    return [basename(name, '.json'), z.parse(LanguageMessages, JSON.parse(text))]
  })
  return new Map(await Promise.all(read))
}
