import { createHash } from 'node:crypto'
import { glob, readFile } from 'node:fs/promises'
import { isBundled, PACKAGE } from './places.ts'

/** What of the package ends up in a response's bytes, or in what the build makes for them. */
const RENDERING = isBundled ? ['dist/reading/**'] : ['src/**', 'package-lock.json']

/**
 * A short name for what renders: it changes whenever that code does, or what was built to go into responses (a style
 * sheet whose hash stands in a policy, the widget), and with nothing else.
 */
export const codeVersion = async (built: Iterable<string>): Promise<string> => {
  const hash = createHash('sha256')
  const files = await Array.fromAsync(
    glob(RENDERING, {
      cwd: PACKAGE,
      exclude: ['src/{build,cli,editing,publishing,signing}/**'],
      withFileTypes: true,
    }),
  )
  const paths = files.filter((file) => file.isFile()).map((file) => `${file.parentPath}/${file.name}`)
  for (const path of paths.sort()) hash.update(await readFile(path))
  for (const text of built) hash.update(text)
  return hash.digest('hex').slice(0, 8)
}
