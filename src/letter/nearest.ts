import leven from 'leven'

/** What to say of a name that is not among `names`: the one it was probably meant to be, or all of them. */
export const didYouMean = (given: string, names: readonly string[]): string => {
  const distances = names.map((name) => leven(given.toLowerCase(), name))
  const least = Math.min(...distances)
  const near = names[distances.indexOf(least)] ?? ''
  return least <= Math.max(2, near.length / 2) ? `did you mean ${near}?` : `it can be ${names.join(', ')}`
}
