/** The sign-on Worker: nothing but wiring. */
import { createApp } from './app.ts'
import type { Bindings } from './bindings.ts'
import { listLetters, readLetter } from './letter.ts'

export { Desk } from './desk/desk.ts'
export { Register } from './register/register.ts'

const app = createApp()

export default {
  fetch: app.fetch,
  /** Wakes the registers, also of letters whose form nobody has opened: an editor may wait for what they publish. */
  async scheduled(_, { LETTERS, REGISTERS }) {
    for (const { slug } of await listLetters(LETTERS)) {
      const found = await readLetter(LETTERS, slug)
      if (found?.signing !== undefined) await REGISTERS.getByName(slug).wake(slug)
    }
  },
} satisfies ExportedHandler<Bindings>
