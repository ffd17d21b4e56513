/** Every resource has one address. Others that can only mean it redirect to it, once (RFC 9110, 15.4.9). */

/** Our own paths consist of these characters only, so a redirect never leads anywhere else. */
const OURS = /^(?:\/[\w.~-]+)+$|^\/$/

/**
 * The path that a sloppily written one means: in lower case, without doubled slashes, a slash at its end or needless
 * percent-encoding.
 *
 * @returns undefined when it is canonical already, or cannot be one of ours
 */
export const canonicalPath = (pathname: string): string | undefined => {
  let path: string
  try {
    path = decodeURI(pathname)
  } catch {
    return undefined
  }
  path = path
    .toLowerCase()
    .replace(/\/{2,}/g, '/')
    .replace(/(.)\/$/, '$1')
    // Where comparisons were before: feeds and histories that somebody keeps lead there.
    .replace(/\/revisions\/(?=\w+\.{3})/, '/compare/')
  return path !== pathname && OURS.test(path) ? path : undefined
}
