/** Addresses (https://url.spec.whatwg.org). This is `z.url` without what comes along with it, half a KiB of the Worker. */
import * as z from 'zod/mini'

/**
 * A text that is an address, with nothing around it.
 *
 * @param isRight whether it is one of those that are meant
 * @param error what is wrong with a text that is none
 */
export const url = (isRight: (value: string, parsed: URL) => boolean, error?: string): z.ZodMiniString => {
  const check = z.refine<string>(
    (value) => {
      const parsed = URL.parse(value)
      return parsed !== null && !/^\s|[\t\n\r]|\s$/.test(value) && isRight(value, parsed)
    },
    { error },
  )
  // What a JSON Schema of it says.
  check._zod.onattach.push(({ _zod: { bag } }) => {
    bag.format = 'url'
  })
  return z.string({ error }).check(check)
}
