import keys from '../../../build/public-keys.json'
import type { Resource } from '../handler.ts'
import { NoQuery, parseQuery } from '../query.ts'

/** The publisher's public keys, as a JWK Set (RFC 7517): with them anybody can check a revision's signature. */
export const publicKeys: Resource = async (_, { search, answer }) => {
  parseQuery(NoQuery, search)
  return answer({
    kind: 'api',
    type: 'application/jwk-set+json',
    name: 'jwks.json',
    from: keys.hash,
    freshness: 'current',
    tags: ['public-keys'],
    render: () => keys.json,
  })
}
