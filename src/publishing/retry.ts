import { sleep } from './sleep.ts'

/** KV or the way to it is busy or broken for the moment (429, 5xx, no connection); local KV is locked by another. */
const PASSING =
  /\b(?:429|50[0-4]|52\d)\b|too many requests|fetch failed|E(?:CONNRESET|TIMEDOUT|AI_AGAIN)|database is locked|SQLITE_BUSY/i

export const isPassing = (error: unknown): boolean => PASSING.test(String(error))

/**
 * Does `work`, again where it failed for a reason that passes, after each of these pauses. Throws what the last threw.
 *
 * @param pauses milliseconds, each taken give or take a half
 */
export const createRetries =
  (pauses: readonly number[]) =>
  async <Result>(
    work: () => Promise<Result>,
    passes: (error: unknown) => boolean = isPassing,
  ): Promise<Result> => {
    for (const pause of pauses) {
      try {
        return await work()
      } catch (error) {
        if (!passes(error)) throw error
        await sleep(pause * (0.5 + Math.random()))
      }
    }
    return work()
  }

/** Up to four times in all. */
export const withRetries = createRetries([1_000, 3_000, 9_000])

/** Of a store that another program on this machine may have locked for as long as that writes: five times in all. */
export const withPatience = createRetries([1_000, 3_000, 9_000, 20_000])
