/** What the operator wants to have passed before a form is taken: nothing, a puzzle, Turnstile, or both. */
import puzzle from '../../../build/puzzle.json'
import type { Ctx } from '../context.ts'
import type { Runs } from '../headers.ts'
import { createPuzzle, isPuzzleSolved } from './puzzle.ts'
import { isTurnstilePassed, TURNSTILE, TURNSTILE_FIELD } from './turnstile.ts'

/** What the page needs for it. */
export type Challenge = {
  /** The puzzle, as JSON. */
  puzzle: string | undefined
  /** Turnstile's site key. */
  turnstile: string | undefined
}

const hasPuzzle = ({ env }: Ctx): boolean => env.PUZZLE === 'on'

export const createChallenges = async (c: Ctx, slug: string, email: string): Promise<Challenge> => ({
  puzzle: hasPuzzle(c) ? await createPuzzle(c.env.SIGNING_SECRET, slug, email, Date.now()) : undefined,
  turnstile: c.env.TURNSTILE_SITE_KEY || undefined,
})

/** `missing`: the browser did not try, so it runs no script. */
export const checkChallenges = async (
  c: Ctx,
  slug: string,
  email: string,
  form: URLSearchParams,
): Promise<'passed' | 'failed' | 'missing'> => {
  const given = { puzzle: form.get('puzzle') ?? '', turnstile: form.get(TURNSTILE_FIELD) ?? '' }
  const { SIGNING_SECRET, TURNSTILE_SITE_KEY, TURNSTILE_SECRET } = c.env
  if ((hasPuzzle(c) && !given.puzzle) || (TURNSTILE_SITE_KEY && !given.turnstile)) return 'missing'
  if (hasPuzzle(c) && !(await isPuzzleSolved(SIGNING_SECRET, slug, email, given.puzzle))) return 'failed'
  // Last, for it counts once.
  if (TURNSTILE_SITE_KEY && !(await isTurnstilePassed(TURNSTILE_SECRET ?? '', given.turnstile)))
    return 'failed'
  return 'passed'
}

/** What the page that has it runs, and no more. */
export const challengeRuns = (c: Ctx): Runs => ({
  scripts: [
    ...(hasPuzzle(c) ? [`'${puzzle.hash}'`] : []),
    ...(c.env.TURNSTILE_SITE_KEY ? [`${TURNSTILE}/turnstile/v0/api.js`] : []),
  ],
  frames: c.env.TURNSTILE_SITE_KEY ? TURNSTILE : undefined,
})
