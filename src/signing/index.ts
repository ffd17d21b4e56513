/** The sign-on Worker: nothing but wiring. */
import { createApp } from './app.ts'
import type { Bindings } from './bindings.ts'
import { listLetters, readLetter } from './letter.ts'
import { registerIn } from './register/object.ts'

export { Desk } from './desk/desk.ts'
export { Register } from './register/register.ts'

const app = createApp()

export default {
  fetch: app.fetch,
  /** Wakes the registers, also of letters whose form nobody has opened: an editor may wait for what they publish. */
  async scheduled(_, env) {
    for (const { slug } of await listLetters(env.LETTERS)) {
      const found = await readLetter(env.LETTERS, slug)
      if (found?.signing !== undefined) await registerIn(env, slug).wake(slug)
    }
  },
} satisfies ExportedHandler<Bindings>
