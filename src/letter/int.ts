/** Whole numbers. This is `z.int` without what comes along with it, a quarter of a KiB of the Worker. */
import * as z from 'zod/mini'

export const int = (): z.ZodMiniNumber<number> => {
  const check = z.refine<number>(Number.isSafeInteger, { abort: true })
  // What a JSON Schema of it says.
  check._zod.onattach.push(({ _zod: { bag } }) => {
    Object.assign(bag, {
      format: 'safeint',
      minimum: Number.MIN_SAFE_INTEGER,
      maximum: Number.MAX_SAFE_INTEGER,
    })
  })
  return z.number().check(check)
}
