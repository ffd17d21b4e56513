import { rename, writeFile } from 'node:fs/promises'

/** Writes beside the file and then renames, so that it is never half there. */
export const replaceFile = async (
  path: string,
  content: string | Uint8Array,
  mode = 0o666,
): Promise<void> => {
  await writeFile(`${path}.new`, content, { mode })
  await rename(`${path}.new`, path)
}
