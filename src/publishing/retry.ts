import { sleep } from './sleep.ts'

/** Milliseconds before what failed for a passing reason is tried again, give or take a half. */
const PAUSES_MS = [1_000, 3_000, 9_000]
/** KV or the way to it is busy or broken for the moment (429, 5xx, no connection); local KV is locked by another. */
const PASSING =
  /\b(?:429|50[0-4]|52\d)\b|too many requests|fetch failed|E(?:CONNRESET|TIMEDOUT|AI_AGAIN)|database is locked|SQLITE_BUSY/i

export const isPassing = (error: unknown): boolean => PASSING.test(String(error))

/** Does `work`, again where it failed for a reason that passes, up to four times in all. Throws what the last threw. */
export const withRetries = async <Result>(
  work: () => Promise<Result>,
  passes: (error: unknown) => boolean = isPassing,
): Promise<Result> => {
  for (const pause of PAUSES_MS) {
    try {
      return await work()
    } catch (error) {
      if (!passes(error)) throw error
      await sleep(pause * (0.5 + Math.random()))
    }
  }
  return work()
}
