import keys from '../../../build/public-keys.json'
import { NoQuery, parseQuery } from '../../http/query.ts'
import type { Handler } from '../handler.ts'

/** The publisher's public keys, as a JWK Set (RFC 7517): with them anybody can check a revision's signature. */
export const publicKeys: Handler = async (_, { search, respond }) => {
  parseQuery(NoQuery, search)
  return respond({
    headerProfile: 'api',
    type: 'application/jwk-set+json',
    variant: 'jwks.json',
    validator: keys.hash,
    freshness: 'current',
    tags: ['public-keys'],
    render: () => keys.json,
  })
}
