/** What well-kept readers of each form make of it equals what the JSON API says. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parse as parseCsv } from 'csv-parse/sync'
import { XMLParser } from 'fast-xml-parser'
import { parseAtomFeed, parseJsonFeed } from 'feedsmith'
import jsonld from 'jsonld'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { toString as textOf } from 'mdast-util-to-string'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { createClient } from '../../src/api/client.ts'
import type { LetterJson, RevisionsJson, SignatoryItem } from '../../src/api/schemas.ts'
import { COLUMNS } from '../../src/letter/columns.ts'
import { letterSignedBy } from '../letters.ts'
import { breachesOf, readTable } from './data-package.ts'
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

const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
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

const linesOf = (text: string): unknown[] => {
  expect(text.endsWith('\n')).toBe(true)
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line))
}

it('JSON Lines have everyone, with every field of the CSV that they have', async () => {
  expect(linesOf(await file('/signatories.jsonl'))).toEqual(
    signatories.map(({ position: _, ...fields }) => fields),
  )
  const long = linesOf(await read('/letters/long/signatories.jsonl')) as { id: string }[]
  expect(long.map(({ id }) => id)).toEqual(Array.from({ length: MANY }, (_, index) => `org-${index + 1}`))
})

it('the dump has a line for each letter: what the API answers at its own address', async () => {
  const { letters, links } = await createClient(server.base).letters()
  const dump = linesOf(await read(new URL(links.dump).pathname)) as LetterJson[]
  expect(dump.map(({ slug }) => slug)).toEqual(letters.map(({ slug }) => slug))
  expect(dump.find(({ slug }) => slug === SLUG)).toEqual(letter)
})

/** A row of the table, from a signatory of the API. */
const rowOf = ({ position: _, ...fields }: SignatoryItem): object => ({
  ...Object.fromEntries(COLUMNS.map((column) => [column, null])),
  ...fields,
  ...(fields.signed !== undefined && { signed: new Date(fields.signed) }),
})

describe('the Data Package', () => {
  it('fits version 2 of its profile, and leads Frictionless to the list', async () => {
    const descriptor = JSON.parse(await file('/datapackage.json'))
    expect(breachesOf(descriptor)).toEqual([])
    expect(descriptor).toMatchObject({ name: SLUG, title: letter.title, version: letter.revision })
    expect(await readTable(letter.links.datapackage)).toEqual(signatories.map(rowOf))
  })

  it('would not pass if it named no resource, or a column had a value that its schema does not allow', async () => {
    const { resources, ...rest } = JSON.parse(await file('/datapackage.json'))
    expect(breachesOf(rest)).not.toEqual([])
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'datapackage.json'), JSON.stringify({ ...rest, resources }))
    await writeFile(
      join(folder, 'signatories.csv'),
      (await file('/signatories.csv')).replace(',KE,', ',Kenya,'),
    )
    await expect(readTable(join(folder, 'datapackage.json'))).rejects.toThrow()
  })
})

describe('the bundle', () => {
  /** Unpacked by Info-ZIP, and checked by GNU's sha256sum. */
  const unpacked = async (path: string): Promise<string> => {
    const folder = await temporaryFolder()
    const response = await fetch(server.base + path)
    await writeFile(join(folder, 'bundle.zip'), Buffer.from(await response.arrayBuffer()))
    const run = (command: string, ...args: string[]) => promisify(execFile)(command, args, { cwd: folder })
    expect((await run('unzip', '-tq', 'bundle.zip')).stdout).toContain('No errors detected')
    await run('unzip', '-q', 'bundle.zip')
    await run('sha256sum', '--check', '--strict', 'SHA256SUMS')
    return folder
  }

  it('has the words, the list, the history and the licence, as their own addresses have them', async () => {
    const folder = await unpacked(new URL(letter.links.bundle).pathname)
    const inIt = (name: string) => readFile(join(folder, name), 'utf8')
    expect((await readdir(folder)).filter((name) => name !== 'bundle.zip').sort()).toEqual([
      'LICENCE.txt',
      'SHA256SUMS',
      'datapackage.json',
      'letter.en.md',
      'letter.en.txt',
      'letter.fr.md',
      'letter.fr.txt',
      'publications.jsonl',
      'signatories.csv',
      'signatories.jsonl',
    ])
    for (const name of ['signatories.csv', 'signatories.jsonl'])
      expect(await inIt(name)).toBe(await file(`/${name}`))
    const words = await inIt('letter.en.md')
    expect(await file('.md')).toMatch(new RegExp(`^${RegExp.escape(words)}\n## Signatories\n`))
    expect(await file('.txt')).toContain(await inIt('letter.en.txt'))
    expect(await inIt('letter.fr.md')).toContain('Monsieur le Ministre,')
    expect(linesOf(await inIt('publications.jsonl'))).toEqual(
      revisions.map(({ links: _, current: __, ...publication }) => publication),
    )
    expect(await inIt('LICENCE.txt')).toContain('No licence is stated')
  })

  it('is a Data Package that says how large each file is and what its hash is', async () => {
    const folder = await unpacked('/letters/long.bundle.zip')
    const descriptor = JSON.parse(await readFile(join(folder, 'datapackage.json'), 'utf8'))
    expect(breachesOf(descriptor)).toEqual([])
    for (const { path, bytes, hash } of descriptor.resources) {
      const content = await readFile(join(folder, path))
      expect([path, bytes, hash]).toEqual([
        path,
        content.byteLength,
        `sha256:${createHash('sha256').update(content).digest('hex')}`,
      ])
    }
    expect(await readTable(join(folder, 'datapackage.json'))).toHaveLength(MANY)
  })

  it('comes whole where it is small, and as a stream where the list is long', async () => {
    const lengthOf = async (path: string) => (await fetch(server.base + path)).headers.get('Content-Length')
    expect(Number(await lengthOf(`/letters/${SLUG}.bundle.zip`))).toBeGreaterThan(0)
    expect(await lengthOf('/letters/long.bundle.zip')).toBeNull()
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

it('the site’s feeds have an entry for each letter, the one that was published last first', async () => {
  const { letters } = await createClient(server.base).letters()
  const expected = letters
    .toSorted((a, b) => (a.published < b.published ? 1 : -1))
    .map(({ title, published, links }) => ({ title, published, url: links.page }))
  const atom = parseAtomFeed(await read('/feed.atom'))
  expect(atom).toMatchObject({ id: `${server.base}/feed.atom`, updated: expected[0]?.published })
  expect(
    atom.entries?.map(({ title, updated, links }) => ({
      title: title?.value,
      published: updated,
      url: links?.[0]?.href,
    })),
  ).toEqual(expected)
  const json = parseJsonFeed(JSON.parse(await read('/feed.json')))
  expect(
    json.items?.map(({ title, date_published, url }) => ({ title, published: date_published, url })),
  ).toEqual(expected)
  expect(new Set([...(atom.entries ?? []), ...(json.items ?? [])].map(({ id }) => id)).size).toBe(
    letters.length,
  )
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
