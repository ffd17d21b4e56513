import { isLocal } from '../../http/local.ts'
import { site } from '../../page/site.ts'

/** The WebSub hub of feeds at an origin: it is told of those that readers get, and not of staging's. */
export const hubAt = (origin: string): string | undefined =>
  origin === site.origin || isLocal(origin) ? site.hub : undefined

/** Where a subscriber looks first (https://www.w3.org/TR/websub/#discovery). */
export const hubLinks = (origin: string, self: string): Record<string, string> => {
  const hub = hubAt(origin)
  return hub ? { Link: `<${hub}>; rel="hub", <${self}>; rel="self"` } : {}
}
