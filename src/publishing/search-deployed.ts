/** Looks through all that a deployment serves to everybody, for a name that is to be nowhere. */
import { mentionOf } from '../letter/mention.ts'
import { slugOf } from '../letter/slug.ts'
import { fnv1a } from '../revision/fnv1a.ts'
import { DeploymentError } from './errors.ts'
import { parseJson } from './parse-json.ts'

/** Answers a GET of an address. Of a redirect, that. */
export type Get = (url: string) => Promise<{ status: number; text: string }>

export type DeployedSearch = {
  /** The addresses at which the name stands. */
  found: string[]
  /** How many addresses were read. */
  read: number
  /** Whether those were all. */
  complete: boolean
}

export type DeployedSearchOptions = {
  /** The most addresses to read. */
  most?: number
  onProgress?: (read: number) => void
}

/** An address to read. `asks` has the name in it, which the answer may repeat: there, only a find counts. */
type Address = { url: string; asks?: true }

const MOST_ADDRESSES = 20_000
/** Addresses that are read at a time. */
const TOGETHER = 6

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text as a reader has it, out of markup or JSON. */
const plain = (text: string): string =>
  text
    .replace(/\\[nrt]/g, ' ')
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (entity, decimal, hex, name) =>
      name === undefined
        ? String.fromCodePoint(Math.min(0x10ffff, decimal ? Number(decimal) : Number.parseInt(hex, 16)))
        : (ENTITIES[name.toLowerCase()] ?? entity),
    )

const inMarkup = (text: string): string => plain(text.replace(/<[^>]*>/g, ' '))

const FILES = [
  '.md',
  '.txt',
  '.jsonld',
  '/signatories.csv',
  '/signatories.jsonl',
  '/datapackage.json',
  // Stored as it is, so that what is in it can be read.
  '.bundle.zip',
  '/feed.atom',
  '/feed.json',
  '/cite.bib',
  '/cite.json',
]
const SITE = [
  '/',
  '/v1/letters',
  '/v1/dump.jsonl',
  '/feed.atom',
  '/feed.json',
  '/sitemap.xml',
  '/robots.txt',
  '/healthz',
  '/docs',
  '/v1/openapi.json',
  '/.well-known/jwks.json',
  '/widget.js',
  '/builder.js',
]

/** Where a letter may be found, but for its translations, its pages and its history, which its answers lead to. */
const addressesOf = (origin: string, slug: string, name: string): Address[] => {
  const page = `${origin}/letters/${slug}`
  const json = `${origin}/v1/letters/${slug}`
  const q = encodeURIComponent(name).replaceAll('%20', '+')
  const paths = ['', '/embed', '/badge.svg', '/revisions', ...FILES].map((end) => page + end)
  const lists = ['?status=all', '?sort=name&status=all', '?widget=en'].map(
    (query) => `${json}/signatories${query}`,
  )
  const embeds = [
    `${origin}/embed/${slug}`,
    `${origin}/widget/${slug}.js`,
    ...['json', 'xml'].map((format) => `${origin}/oembed?format=${format}&url=${encodeURIComponent(page)}`),
  ]
  return [
    ...[...paths, json, `${json}/revisions`, ...lists, ...embeds].map((url) => ({ url })),
    { url: `${json}/signatories?q=${q}&status=all`, asks: true },
    { url: `${json}/signatories/${slugOf(name)}`, asks: true },
  ]
}

type Json = {
  letter?: string
  links?: { next?: string | null; page?: string; pages?: Record<string, string>; signatories?: string }
  letters?: { slug: string }[]
  revision?: string
  revisions?: { links: { self: string; page: string; changes: string | null } }[]
  signatories?: unknown
}

/** Everyone's list in a revision, from its beginning. */
const listOf = (signatories: string, revision: string): string => {
  const query = 'status=all'
  const { origin, pathname } = new URL(signatories)
  return `${origin}${pathname}?cursor=${revision}.0.${fnv1a(query).toString(36)}&${query}`
}

/** Where an answer leads on to. */
const leadsTo = (url: string, text: string): string[] => {
  if (!text.startsWith('{')) {
    const next = Array.from(text.matchAll(/<a href="([^"]*)" rel="next">/g), ([, href = '']) => plain(href))
    return next.map((href) => href.replace(/#.*/, ''))
  }
  const { links = {}, revision, revisions = [] } = (parseJson(text) ?? {}) as Json
  const isRevision = /\/revisions\/[0-9a-f]{64}$/.test(new URL(url).pathname)
  return [
    links.next,
    ...Object.values(links.pages ?? {}),
    ...revisions.flatMap((each) => [each.links.self, each.links.page, each.links.changes]),
    ...(isRevision && links.signatories && revision
      ? [
          listOf(links.signatories, revision),
          `${links.page?.replace(/\/revisions\/.*/, '')}?cursor=${revision}.0`,
        ]
      : []),
  ].filter((each) => typeof each === 'string')
}

/** Whether an answer to a question that repeats the name has found it. */
const hasFound = (text: string, isNamed: (text: string) => boolean): boolean => {
  const { signatories, links: _, ...one } = JSON.parse(text) as Json
  return isNamed(JSON.stringify(signatories ?? one))
}

/**
 * Reads every route, file, feed and revision of some letters, and what is of the whole deployment, and looks in each for
 * a name as `mentionOf` does.
 *
 * @throws DeploymentError where there is no answer that can be looked at
 */
export const searchDeployed = async (
  get: Get,
  origin: string,
  slugs: string[],
  name: string,
  { most = MOST_ADDRESSES, onProgress = () => {} }: DeployedSearchOptions = {},
): Promise<DeployedSearch> => {
  const isNamed = mentionOf([name])
  const known = new Set<string>()
  const waiting: Address[] = []
  const add = (address: Address) => {
    if (known.has(address.url) || !address.url.startsWith(`${origin}/`)) return
    known.add(address.url)
    waiting.push(address)
  }
  for (const path of SITE) add({ url: origin + path })
  const q = encodeURIComponent(name).replaceAll('%20', '+')
  add({ url: `${origin}/v1/signatories?q=${q}`, asks: true })
  for (const slug of slugs) for (const address of addressesOf(origin, slug, name)) add(address)

  const found: string[] = []
  let read = 0
  const look = async ({ url, asks }: Address): Promise<void> => {
    const { status, text } = await get(url)
    // What could not be looked at is no address without the name.
    if (![200, 404, 410].includes(status) && (status < 300 || status >= 400))
      throw new DeploymentError(url, `answered ${status}`)
    onProgress(++read)
    if (asks ? status === 200 && hasFound(text, isNamed) : isNamed(plain(text)) || isNamed(inMarkup(text)))
      found.push(url)
    if (status !== 200) return
    for (const next of leadsTo(url, text)) add(asks ? { url: next, asks } : { url: next })
  }
  while (waiting.length > 0 && read < most)
    await Promise.all(waiting.splice(0, Math.min(TOGETHER, most - read)).map(look))
  return { found: found.sort(), read, complete: waiting.length === 0 }
}
