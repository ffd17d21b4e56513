/** What well-kept readers of each form make of it equals what the JSON API says. */
import { parse as parseCsv } from 'csv-parse/sync'
import { XMLParser } from 'fast-xml-parser'
import { parseAtomFeed, parseJsonFeed } from 'feedsmith'
import jsonld from 'jsonld'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { toString as textOf } from 'mdast-util-to-string'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { createClient } from '../../src/api/client.ts'
import type { LetterJson, RevisionsJson, SignatoryItem } from '../../src/api/schemas.ts'
import { letterSignedBy } from '../letters.ts'
import { publications, SLUG } from './example-letter.ts'
import { type Server, serve } from './server.ts'

const MANY = 4_321

let server: Server
let letter: LetterJson
let signatories: SignatoryItem[]
let revisions: RevisionsJson['revisions']

beforeAll(async () => {
  server = await serve([...publications, [letterSignedBy(MANY, 'long'), '2026-01-01T00:00:00.000Z']])
  const client = createClient(server.base)
  letter = await client.letter(SLUG)
  signatories = await Array.fromAsync(client.signatories(SLUG))
  revisions = await Array.fromAsync(client.revisions(SLUG))
})
afterAll(() => server.close())

const read = async (path: string): Promise<string> => {
  const response = await fetch(server.base + path)
  expect(response.status, path).toBe(200)
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await response.arrayBuffer())
}

const file = (name: string) => read(`/letters/${SLUG}${name}`)

type Row = Record<string, string>

describe('CSV', () => {
  it('has everyone, with every field that JSON has', async () => {
    const rows = parseCsv(await file('/signatories.csv'), {
      columns: true,
      record_delimiter: '\r\n',
    }) as Row[]
    const filled = rows.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '')),
    )
    expect(filled).toEqual(signatories.map(({ position: _, ...fields }) => fields))
  })

  it('begins with a byte order mark when asked to', async () => {
    expect((await file('/signatories.csv?bom=1')).startsWith('\ufeffid,name,')).toBe(true)
    expect((await file('/signatories.csv')).startsWith('id,name,')).toBe(true)
  })

  it('keeps a spreadsheet from taking a name for a formula when asked to', async () => {
    const rows = parseCsv(await file('/signatories.csv?spreadsheet=1'), { columns: true }) as Row[]
    expect(rows[2]?.name).toBe("'=1+1 *Equals*")
    expect(rows[0]?.name).toBe('Wells & Rivers, "the keepers"')
  })

  it('has all of a long list, which comes as a stream', async () => {
    const response = await fetch(`${server.base}/letters/long/signatories.csv`)
    expect(response.headers.get('Content-Length')).toBeNull()
    const rows = parseCsv(await response.text(), { columns: true }) as Row[]
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: MANY }, (_, index) => `org-${index + 1}`))
  })
})

const feedEntries = () =>
  revisions.map(({ published, links, count }) => ({ published, url: links.page, count: String(count) }))

const countIn = (text = ''): string => /^\d+/.exec(text)?.[0] ?? ''

it('Atom has an entry for each publication', async () => {
  const feed = parseAtomFeed(await file('/feed.atom'))
  expect(feed).toMatchObject({ title: { value: letter.title }, updated: letter.published })
  expect(new Set(feed.entries?.map(({ id }) => id)).size).toBe(revisions.length)
  expect(
    feed.entries?.map(({ updated, links, content }) => ({
      published: updated,
      url: links?.[0]?.href,
      count: countIn(typeof content === 'string' ? content : content?.value),
    })),
  ).toEqual(feedEntries())
})

it('JSON Feed has an item for each publication', async () => {
  const feed = parseJsonFeed(JSON.parse(await file('/feed.json')))
  expect(feed).toMatchObject({
    title: letter.title,
    home_page_url: letter.links.page,
  })
  expect(
    feed.items?.map(({ date_published, url, content_text }) => ({
      published: date_published,
      url,
      count: countIn(content_text),
    })),
  ).toEqual(feedEntries())
})

it('JSON-LD has the letter in the vocabulary of schema.org, the same as the page', async () => {
  const document = JSON.parse(await file('.jsonld'))
  const page = await file('')
  const [, inPage = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page) ?? []
  expect(JSON.parse(inPage)).toEqual(document)
  const [expanded] = await jsonld.expand(document, {
    // schema.org's context, so far as this document needs it: the tests read nothing from the network.
    documentLoader: async (url) => ({
      documentUrl: url,
      document: { '@context': { '@vocab': 'https://schema.org/' } },
    }),
  })
  const value = (of: unknown, name: string): unknown =>
    ((of as Record<string, { '@value': unknown }[]>)[`https://schema.org/${name}`] ?? []).map(
      (each) => each['@value'],
    )[0]
  expect(value(expanded, 'headline')).toBe(letter.title)
  expect(value(expanded, 'version')).toBe(letter.revision)
  const authors = (expanded as Record<string, object[]>)['https://schema.org/author'] ?? []
  expect(authors.map((author) => value(author, 'name'))).toEqual(signatories.map(({ name }) => name))
})

it('the sitemap has the pages of every letter, in each language', async () => {
  const { urlset } = new XMLParser().parse(await read('/sitemap.xml')) as {
    urlset: { url: { loc: string; lastmod?: string }[] }
  }
  expect(urlset.url.map(({ loc }) => loc)).toEqual(
    expect.arrayContaining([`${server.base}/`, letter.links.page, `${letter.links.page}/fr`]),
  )
  expect(urlset.url.find(({ loc }) => loc === letter.links.page)?.lastmod).toBe(letter.published)
  expect(await read('/robots.txt')).toContain(`Sitemap: ${server.base}/sitemap.xml`)
})

it('Markdown has the words and everyone who signed', async () => {
  const [, matter = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(await file('.md')) ?? []
  expect(parseYaml(matter)).toEqual({
    title: letter.title,
    date: letter.date,
    addressee: letter.addressee,
    context: letter.context,
    language: letter.language,
    signatories: 3,
    revision: letter.revision,
    published: letter.published,
    url: letter.links.page,
  })
  const { children } = fromMarkdown(body)
  const [title] = children
  const list = children.at(-1)
  expect(title && textOf(title)).toBe(letter.title)
  expect(children.slice(1, -2).map((node) => textOf(node))).toEqual(
    fromMarkdown(letter.text).children.map((node) => textOf(node)),
  )
  if (list?.type !== 'list') throw new Error('it ends in the list of signatories')
  expect(list.children.map((item) => textOf(item).replace(/\s+/g, ' '))).toEqual(
    signatories.map(({ printed_as }) => printed_as.replace(/\s+/g, ' ')),
  )
})

it('plain text has the words and everyone who signed, in lines of at most 72 characters', async () => {
  const text = await file('.txt')
  for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(72)
  const flat = text.replace(/\s+/g, ' ')
  expect(flat).toContain('We ask you to bring clean water to everyone')
  for (const { position, printed_as } of signatories) {
    expect(flat).toContain(`${position}. ${printed_as.replace(/\s+/g, ' ')}`)
  }
})

it('citations name the revision, and lead to it', async () => {
  const [current] = revisions
  const [item] = JSON.parse(await file('/cite.json')) as [{ URL: string; version: string; author: object[] }]
  expect(item).toMatchObject({ URL: current?.links.page, version: letter.revision, title: letter.title })
  expect(item.author).toEqual(signatories.map(({ name }) => ({ literal: name })))
  const bibtex = await file('/cite.bib')
  expect(bibtex).toContain('title = {{Clean water for “everyone” \\& every <place>}}')
  expect(bibtex).toContain(`url = {${current?.links.page}}`)
  expect(await read(new URL(item.URL).pathname)).toContain('Dear Minister,')
})

/** How a message is framed and when it was sent belong to the connection, which `wrangler dev` proxies. */
const FRAMING = ['connection', 'content-length', 'date', 'server-timing', 'transfer-encoding']

it('HEAD has over the wire what GET has, with the length of its body', async () => {
  const paths = [
    '/',
    `/letters/${SLUG}`,
    `/v1/letters/${SLUG}`,
    `/letters/${SLUG}.md`,
    '/v1/none',
    '/none',
    '/docs',
  ]
  for (const path of paths) {
    const got = await fetch(server.base + path, { headers: { 'Accept-Encoding': 'identity' } })
    const length = String((await got.arrayBuffer()).byteLength)
    const head = await fetch(server.base + path, {
      method: 'HEAD',
      headers: { 'Accept-Encoding': 'identity' },
    })
    expect(head.headers.get('Content-Length'), path).toBe(length)
    const headers = ({ headers }: Response) =>
      Object.fromEntries([...headers].filter(([name]) => !FRAMING.includes(name)))
    expect(headers(head), path).toEqual(headers(got))
  }
})
