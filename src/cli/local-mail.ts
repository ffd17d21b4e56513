/** Mails that `wrangler dev` does not send: it leaves each as files, whose text is shown here. */
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const FOLDER = '.wrangler/tmp/email'
const INTERVAL_MS = 500

const list = (root: string): Promise<string[]> =>
  Array.fromAsync(glob('*/email-text/*.txt', { cwd: join(root, FOLDER) }))

/** Shows each mail that comes from now on. @returns how to stop */
export const showMails = async (say: (text: string) => void, root = '.'): Promise<() => void> => {
  const shown = new Set(await list(root))
  const look = async () => {
    for (const path of await list(root)) {
      if (shown.has(path)) continue
      const text = await readFile(join(root, FOLDER, path), 'utf8')
      // Still being written.
      if (text === '') continue
      shown.add(path)
      say(text)
    }
  }
  const timer = setInterval(() => look().catch(() => {}), INTERVAL_MS)
  return () => clearInterval(timer)
}
