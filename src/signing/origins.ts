/** The origins of `site.yaml`: which of them a request, and the mail that comes of it, is about. */
import { isLocal } from '../http/local.ts'
import { type Origins, site } from '../page/site.ts'

/** Of a deployment: where readers find its letters, and where its form is. */
export type Places = { readers: string; form: string }

/**
 * Staging is whatever answers at staging's own; everything else is the site itself, at whichever host it was asked. Where
 * no origin is known, and on the operator's own machine, both are where the request went.
 */
export const placesOf = (url: string, own: Origins & { staging?: Origins } = site): Places => {
  const { origin: asked } = new URL(url)
  const { staging } = own
  const isStaging = staging !== undefined && (staging.sign_origin ?? staging.origin) === asked
  const { origin, sign_origin } = isLocal(asked) ? {} : isStaging ? staging : own
  return { readers: origin ?? asked, form: sign_origin ?? origin ?? asked }
}
