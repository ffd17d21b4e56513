/**
 * Cloudflare Access before the desk, where it is configured: whom it let through, by the token that it signs.
 * https://developers.cloudflare.com/cloudflare-one/access-controls/applications/http-apps/authorization-cookie/validating-json/
 */
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { readEmail } from '../entry.ts'
import type { Settings } from '../settings.ts'

export type Access = { issuer: string; audience: string }

/** @throws Error where half of it is said, so that nobody is let in by other ways than the operator meant */
export const accessOf = ({
  ACCESS_TEAM_DOMAIN: team,
  ACCESS_AUDIENCE: audience,
}: Pick<Settings, 'ACCESS_TEAM_DOMAIN' | 'ACCESS_AUDIENCE'>): Access | undefined => {
  if (!team && !audience) return undefined
  if (!team || !audience) throw new Error('ACCESS_TEAM_DOMAIN and ACCESS_AUDIENCE go together')
  return { issuer: `https://${team}`, audience }
}

/** By issuer; each keeps its keys for ten minutes, and asks again for one that it lacks, at most twice a minute. */
const keySets = new Map<string, JWTVerifyGetKey>()

const keysOf = (issuer: string): JWTVerifyGetKey => {
  const known = keySets.get(issuer)
  if (known) return known
  const keys = createRemoteJWKSet(new URL('/cdn-cgi/access/certs', issuer))
  keySets.set(issuer, keys)
  return keys
}

/** The address of whom Access let through; undefined for a token that is none of its own, for this desk, and of now. */
export const readAccess = async (
  { issuer, audience }: Access,
  token: string | undefined,
): Promise<string | undefined> => {
  if (token === undefined) return undefined
  try {
    const { payload } = await jwtVerify(token, keysOf(issuer), {
      issuer,
      audience,
      algorithms: ['RS256'],
      requiredClaims: ['exp'],
    })
    return typeof payload.email === 'string' ? readEmail(payload.email) : undefined
  } catch (error) {
    // What it was about, and not whom.
    console.error(
      `desk: Access: ${error instanceof errors.JOSEError ? error.code : 'its keys cannot be read'}`,
    )
    return undefined
  }
}
