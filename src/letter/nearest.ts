import { closest, distance } from 'fastest-levenshtein'

/** What to say of a name that is not among `names`: the one it was probably meant to be, or all of them. */
export const didYouMean = (given: string, names: readonly string[]): string => {
  const near = closest(given.toLowerCase(), names)
  return distance(given.toLowerCase(), near) <= Math.max(2, near.length / 2)
    ? `did you mean ${near}?`
    : `it can be ${names.join(', ')}`
}
