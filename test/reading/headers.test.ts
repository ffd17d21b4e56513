/** The header fields of every route, as browsers and Google's CSP Evaluator understand them. */
import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js'
import { Severity, Type } from 'csp_evaluator/dist/finding.js'
import { CspParser } from 'csp_evaluator/dist/parser.js'
import { beforeEach, describe, expect, it } from 'vitest'
import builtWidget from '../../build/widget.json'
import { operations } from '../contract.ts'
import { emptyKv } from '../kv.ts'
import { translated } from '../translated.ts'
import { ORIGIN, publish, startWorker } from '../worker.ts'

/** What the evaluator finds in a policy, but for remarks that ask for nothing. */
const findingsIn = (policy: string): string[] =>
  new CspEvaluator(new CspParser(policy).csp)
    .evaluate()
    .filter(({ severity }) => severity < Severity.INFO)
    .map(({ type, directive, value }) => [Type[type], directive, value].join(' '))

/**
 * What is found and is right: the builder runs our own two scripts and none else. `'self'` is dangerous where an origin
 * serves what others uploaded or chose; here every other address has another media type, and `nosniff`.
 */
const ARGUED: Record<string, string[]> = {
  '/letters/{slug}/embed': ["SCRIPT_ALLOWLIST_BYPASS script-src 'self'"],
}

/** One address of each route, and what the problems of each kind of reader stand at. */
let addresses: [route: string, address: string][]

beforeEach(async () => {
  await emptyKv()
  const before = await publish(translated(2))
  const after = await publish(translated(3), '2020-03-02T12:00:00.000Z')
  const values: Record<string, string> = {
    slug: 'a-letter',
    id: 'org-1',
    lang: 'fr',
    name: 'not-found',
    file: `${builtWidget.hash}.js`,
    picture: after.head.pictures?.drawn[0]?.preview ?? '',
    revision: after.compiled.revision.id,
    before: before.compiled.revision.id,
    after: after.compiled.revision.id,
  }
  const queries: Record<string, string> = {
    '/oembed': `?url=${ORIGIN}/letters/a-letter`,
    '/v1/letters/{slug}/counts': '?by=day',
    '/v1/signatories': '?q=org',
  }
  addresses = operations.map(({ path }) => {
    const address = path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name)
    return [path, address + (queries[path] ?? '')]
  })
  for (const missing of [
    '/nothing',
    '/v1/nothing',
    '/embed/nothing',
    '/letters/nothing/badge.svg',
    '/healthz/x',
  ]) {
    addresses.push([missing, missing])
  }
})

/** Every answer that has a body, and a redirect. */
const answers = async () => {
  const worker = startWorker()
  const all: { route: string; headers: Headers; isPage: boolean }[] = []
  for (const [route, address] of [...addresses, ['308', '/V1/letters'] as const]) {
    const { status, headers } = await worker.fetch(address)
    expect(status, address).toBe(route === '308' ? 308 : /nothing|\/x$/.test(route) ? 404 : 200)
    all.push({ route, headers, isPage: headers.get('Content-Type')?.startsWith('text/html') === true })
  }
  return all
}

describe('every answer', () => {
  it('has a policy in which the evaluator finds nothing that is not argued here', async () => {
    for (const { route, headers } of await answers()) {
      expect(findingsIn(headers.get('Content-Security-Policy') ?? ''), route).toEqual(ARGUED[route] ?? [])
    }
    // The evaluator does find: what a careless policy would get, and an absent one.
    expect(findingsIn("default-src 'none'; script-src 'self' 'unsafe-inline'; base-uri 'none'")).toContain(
      "SCRIPT_UNSAFE_INLINE script-src 'unsafe-inline'",
    )
    expect(findingsIn('')).not.toEqual([])
  })

  it('says who may frame it: anybody the frame, nobody the rest', async () => {
    for (const { route, headers } of await answers()) {
      const [, ancestors] = /frame-ancestors ([^;]*)/.exec(headers.get('Content-Security-Policy') ?? '') ?? []
      expect(ancestors, route).toBe(route.startsWith('/embed/') ? undefined : "'none'")
    }
  })

  it('is taken for what it says it is, over HTTPS only, and tells other sites no more than the origin', async () => {
    for (const { route, headers } of await answers()) {
      expect(headers.get('X-Content-Type-Options'), route).toBe('nosniff')
      expect(headers.get('Referrer-Policy'), route).toBe('strict-origin-when-cross-origin')
      // Two years; not for subdomains, which are not ours to decide about.
      expect(headers.get('Strict-Transport-Security'), route).toBe('max-age=63072000')
      expect(headers.get('Set-Cookie'), route).toBeNull()
    }
  })

  it('can be used by other sites where it is meant for them, and nowhere else', async () => {
    for (const { route, headers, isPage } of await answers()) {
      const isFrame = route.startsWith('/embed/')
      expect(headers.get('Cross-Origin-Resource-Policy'), route).toBe(
        isPage && !isFrame ? 'same-origin' : 'cross-origin',
      )
      expect(headers.get('Cross-Origin-Opener-Policy'), route).toBe(isPage && !isFrame ? 'same-origin' : null)
      expect(headers.get('Access-Control-Allow-Origin'), route).toBe(isPage ? null : '*')
      expect(headers.get('Access-Control-Allow-Credentials'), route).toBeNull()
    }
  })

  it('lets no string become markup or code, where it is a page', async () => {
    for (const { route, headers, isPage } of await answers()) {
      const policy = headers.get('Content-Security-Policy')
      if (isPage) expect(policy, route).toContain("require-trusted-types-for 'script'; trusted-types 'none'")
    }
  })
})
