import { readFile, writeFile } from 'node:fs/promises'

/** Whoever reads or watches the file meanwhile sees no change where there is none. */
export const writeIfNew = async (path: string, content: Uint8Array): Promise<void> => {
  const before = await readFile(path).catch(() => undefined)
  if (!before?.equals(content)) await writeFile(path, content)
}
