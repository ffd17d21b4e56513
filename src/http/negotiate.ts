type Range = { type: string; quality: number }

const rangesIn = (accept: string): Range[] =>
  accept.split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
    const q = parameters.find((parameter) => parameter.startsWith('q='))
    const quality = q === undefined ? 1 : Number(q.slice(2))
    return { type, quality: Number.isNaN(quality) ? 0 : quality }
  })

/**
 * The media type that an `Accept` field likes best (RFC 9110, 12.5.1); among equals the one offered first.
 *
 * @returns undefined when it likes none of them
 */
export const preferredType = <Type extends string>(
  accept: string | undefined,
  offered: readonly Type[],
): Type | undefined => {
  if (!accept) return offered[0]
  const ranges = rangesIn(accept)
  let best: { type: Type; quality: number } | undefined
  for (const type of offered) {
    // The most specific range that matches decides.
    const quality =
      [type, `${type.split('/')[0]}/*`, '*/*']
        .map((name) => ranges.find((range) => range.type === name)?.quality)
        .find((found) => found !== undefined) ?? 0
    if (quality > (best?.quality ?? 0)) best = { type, quality }
  }
  return best?.type
}
