/** Every route of the Worker in the words of its reference: what it gives, in which form, and how it can fail. */
import * as z from 'zod/mini'
import type * as shapes from '../../api/schemas.ts'
import { NoQuery } from '../../http/query.ts'
import { Language, Slug } from '../../letter/schema.ts'
import { BadgeQuery } from '../embed/badge/query.ts'
import { FrameQuery } from '../embed/frame/query.ts'
import { OembedQuery } from '../embed/oembed/query.ts'
import { PageQuery } from '../letter/page/query.ts'
import { LetterQuery } from '../letter/query.ts'
import { HistoryQuery, RevisionsQuery } from '../revisions/query.ts'
import { CsvQuery } from '../signatories/csv/query.ts'
import { SignatoriesQuery } from '../signatories/query.ts'

/** What a successful answer carries: JSON of a named shape, or text of a media type. */
export type Content = { json: keyof typeof shapes; type?: string } | { text: string; or?: string }

export type Operation = {
  id: string
  path: string
  tag: 'letters' | 'signatories' | 'revisions' | 'files' | 'pages' | 'embedding' | 'deployment'
  summary: string
  description?: string
  query?: z.ZodMiniObject
  content: Content
  /** Named in the path by its revision, so it never changes. */
  immutable?: true
  /** Further statuses of a GET, beside those that follow from the rest. */
  also?: (303 | 307 | 404 | 406 | 410 | 429 | 501 | 503)[]
  /** Whether a browser gets it with a name to save it under. */
  file?: true
  /** Whether its `Link` field leads to the same in other forms. */
  links?: true
  /** `no-store`: it has no validator. */
  uncached?: true
}

const FileName = z.string().check(z.regex(/^[0-9a-z]+(?:-[0-9a-z]+)*\.js$/))

/** An example of each parameter in a path. The revision is the example letter's current one. */
export const pathParameters: Record<string, { schema: z.ZodMiniType | null; description: string }> = {
  slug: { schema: Slug, description: 'The letter’s name in addresses.' },
  id: { schema: Slug, description: 'The signatory’s id, which never changes.' },
  revision: {
    schema: null,
    description:
      'A revision’s id: 64 hexadecimal digits, or its first 7 or more, which redirect to the whole.',
  },
  before: { schema: null, description: 'The revision to compare from, as in `revision`.' },
  after: { schema: null, description: 'The revision to compare to, as in `revision`.' },
  name: { schema: Slug, description: 'The last segment of a problem’s `type`.' },
  lang: { schema: Language, description: 'A language that the letter is translated into.' },
  file: { schema: FileName, description: 'A letter’s name, or the hash of the widget’s bytes, and `.js`.' },
}

/** What each query parameter is for. A parameter that is not here fails the build. */
export const queryParameters: Record<string, string> = {
  limit: 'How many signatories, or publications, one answer holds at most.',
  cursor:
    'Where to go on, from `links.next` of the answer before. What is published meanwhile does not shift the list.',
  at: 'The time of which the letter is wanted: a day, which is meant to its end in UTC, or an instant.',
  sort: 'The order: the letter’s own, or that of the names. Not together with `q`.',
  q: 'Words, each of which begins a word of the name, acronym, alias, role or affiliation, in any case and without accents. Who is found by name, acronym or alias alone comes first.',
  type: 'Only organisations or only persons.',
  country: 'Only from this country: ISO 3166-1 alpha-2.',
  signed_after: 'Only those who signed after this day.',
  status: 'Those who stand behind the letter, those who withdrew, or both.',
  widget: 'The language in which the widget wants its words, with a list’s first page.',
  view: 'How the list is set.',
  theme: 'The colours; `auto` are those of the page or the reader.',
  lang: 'The language of the words around the names.',
  heading: 'The level of the heading in the page’s outline.',
  url: 'The address of a letter’s page, of its frame or of its builder.',
  format: '`json` or `xml`.',
  maxwidth: 'In pixels.',
  maxheight: 'In pixels.',
  bom: '`1` to begin with a byte order mark, by which Excel recognises UTF-8.',
  spreadsheet: '`1` to put an apostrophe before a field that a spreadsheet would take for a formula.',
}

export const operations: Operation[] = [
  {
    id: 'listLetters',
    path: '/v1/letters',
    tag: 'letters',
    summary: 'The letters on this deployment',
    description: 'The newest first.',
    query: NoQuery,
    content: { json: 'LettersJson' },
  },
  {
    id: 'getLetter',
    path: '/v1/letters/{slug}',
    tag: 'letters',
    summary: 'A letter: its words, in every language, and how many signed it',
    description: 'Texts are Markdown (CommonMark). With `at`, a 303 to the revision that was current then.',
    query: LetterQuery,
    content: { json: 'LetterJson' },
    also: [303],
  },
  {
    id: 'listSignatories',
    path: '/v1/letters/{slug}/signatories',
    tag: 'signatories',
    summary: 'Who signed a letter, in its order',
    description:
      'Follow `links.next` until it is null: a page may hold fewer than `limit`, even none, though more follow. Every page comes from the revision of the first.',
    query: SignatoriesQuery,
    content: { json: 'SignatoriesJson' },
    also: [429],
  },
  {
    id: 'getSignatory',
    path: '/v1/letters/{slug}/signatories/{id}',
    tag: 'signatories',
    summary: 'One signatory',
    query: NoQuery,
    content: { json: 'SignatoryJson' },
  },
  {
    id: 'listRevisions',
    path: '/v1/letters/{slug}/revisions',
    tag: 'revisions',
    summary: 'A letter’s history',
    description:
      'The newest publication first. A revision that was published again is listed again. Follow `links.next` until it is null.',
    query: RevisionsQuery,
    content: { json: 'RevisionsJson' },
  },
  {
    id: 'getRevision',
    path: '/v1/letters/{slug}/revisions/{revision}',
    tag: 'revisions',
    summary: 'A letter as one revision has it: a citation that never changes',
    query: NoQuery,
    content: { json: 'RevisionJson' },
    immutable: true,
    links: true,
    also: [307],
  },
  {
    id: 'compareRevisions',
    path: '/v1/letters/{slug}/revisions/{before}...{after}',
    tag: 'revisions',
    summary: 'What changed between two revisions',
    description:
      'Signatories are told apart by their ids; `removed` are those who no longer stand behind the letter. `complete` is false where too much changed to be listed: then compare the lists themselves.',
    query: NoQuery,
    content: { json: 'ChangesJson' },
    immutable: true,
    also: [307],
  },
  {
    id: 'getMarkdown',
    path: '/letters/{slug}.md',
    tag: 'files',
    summary: 'A letter with its signatories as Markdown',
    query: NoQuery,
    content: { text: 'text/markdown' },
    file: true,
  },
  {
    id: 'getText',
    path: '/letters/{slug}.txt',
    tag: 'files',
    summary: 'A letter with its signatories as plain text, in lines of at most 72 characters',
    query: NoQuery,
    content: { text: 'text/plain' },
    file: true,
  },
  {
    id: 'getCsv',
    path: '/letters/{slug}/signatories.csv',
    tag: 'files',
    summary: 'All signatories of a letter as CSV (RFC 4180)',
    query: CsvQuery,
    content: { text: 'text/csv' },
    file: true,
  },
  {
    id: 'getJsonLd',
    path: '/letters/{slug}.jsonld',
    tag: 'files',
    summary: 'A letter in the vocabulary of schema.org',
    description: '`author` lists at most 500 signatories.',
    query: NoQuery,
    content: { text: 'application/ld+json' },
    file: true,
  },
  {
    id: 'getAtomFeed',
    path: '/letters/{slug}/feed.atom',
    tag: 'files',
    summary: 'A letter’s history as an Atom feed',
    query: NoQuery,
    content: { text: 'application/atom+xml' },
    file: true,
  },
  {
    id: 'getJsonFeed',
    path: '/letters/{slug}/feed.json',
    tag: 'files',
    summary: 'A letter’s history as a JSON Feed 1.1',
    query: NoQuery,
    content: { text: 'application/feed+json' },
    file: true,
  },
  {
    id: 'getBibtex',
    path: '/letters/{slug}/cite.bib',
    tag: 'files',
    summary: 'How to cite a letter’s current revision, as BibTeX',
    query: NoQuery,
    content: { text: 'application/x-bibtex' },
    file: true,
  },
  {
    id: 'getCsl',
    path: '/letters/{slug}/cite.json',
    tag: 'files',
    summary: 'How to cite a letter’s current revision, as CSL-JSON',
    query: NoQuery,
    content: { text: 'application/vnd.citationstyles.csl+json' },
    file: true,
  },
  {
    id: 'getHomePage',
    path: '/',
    tag: 'pages',
    summary: 'The letters on this deployment, as a page',
    content: { text: 'text/html' },
  },
  {
    id: 'getLetterPage',
    path: '/letters/{slug}',
    tag: 'pages',
    summary: 'A letter as a page',
    description:
      'Where `Accept` prefers `application/json`, `text/markdown` or `application/ld+json`, a 303 leads there unless a cache answers with the page; its `Link` field then names the same addresses.',
    query: PageQuery,
    content: { text: 'text/html' },
    links: true,
    also: [303, 406],
  },
  {
    id: 'getHistoryPage',
    path: '/letters/{slug}/revisions',
    tag: 'pages',
    summary: 'A letter’s history as a page, the newest publication first',
    query: HistoryQuery,
    content: { text: 'text/html' },
    links: true,
  },
  {
    id: 'getRevisionPage',
    path: '/letters/{slug}/revisions/{revision}',
    tag: 'pages',
    summary: 'A letter as one revision has it, as a page that says whether it is the current one',
    content: { text: 'text/html' },
    links: true,
    also: [307],
  },
  {
    id: 'getBadge',
    path: '/letters/{slug}/badge.svg',
    tag: 'embedding',
    summary: 'How many signed a letter, as a badge',
    query: BadgeQuery,
    content: { text: 'image/svg+xml' },
  },
  {
    id: 'getBuilder',
    path: '/letters/{slug}/embed',
    tag: 'embedding',
    summary: 'A page on which to choose how a list looks, and to copy its code',
    content: { text: 'text/html' },
  },
  {
    id: 'getFrame',
    path: '/embed/{slug}',
    tag: 'embedding',
    summary: 'The list as a page for an `<iframe>`',
    query: FrameQuery,
    content: { text: 'text/html' },
  },
  {
    id: 'getOembed',
    path: '/oembed',
    tag: 'embedding',
    summary: 'What a site needs to embed a letter’s list from its address (oEmbed 1.0)',
    query: OembedQuery,
    content: { text: 'application/json', or: 'text/xml' },
    also: [404, 410, 501],
  },
  {
    id: 'getWidget',
    path: '/widget.js',
    tag: 'embedding',
    summary: 'The widget, as of this deploy',
    content: { text: 'text/javascript' },
  },
  {
    id: 'getPinnedWidget',
    path: '/widget/{file}',
    tag: 'embedding',
    summary: 'The widget with a letter’s first names; or under the hash of its bytes, for `integrity`',
    content: { text: 'text/javascript' },
  },
  {
    id: 'getBuilderScript',
    path: '/builder.js',
    tag: 'embedding',
    summary: 'The builder’s script',
    content: { text: 'text/javascript' },
  },
  // Behind the other addresses of its shape, which it would match too.
  {
    id: 'getTranslationPage',
    path: '/letters/{slug}/{lang}',
    tag: 'pages',
    summary: 'A letter as a page in another of its languages',
    query: PageQuery,
    content: { text: 'text/html' },
    links: true,
    also: [303, 406],
  },
  {
    id: 'getKeys',
    path: '/.well-known/jwks.json',
    tag: 'deployment',
    summary: 'The publisher’s public keys (RFC 7517), with which anybody can check a signature',
    query: NoQuery,
    content: { text: 'application/jwk-set+json' },
  },
  {
    id: 'getHealth',
    path: '/healthz',
    tag: 'deployment',
    summary: 'What is served from where, and by which code',
    content: { json: 'HealthJson' },
    uncached: true,
  },
  {
    id: 'getOpenapi',
    path: '/v1/openapi.json',
    tag: 'deployment',
    summary: 'This document',
    query: NoQuery,
    content: { json: 'OpenapiJson' },
  },
  {
    id: 'getDocs',
    path: '/docs',
    tag: 'deployment',
    summary: 'The reference, as a page',
    content: { text: 'text/html' },
  },
  {
    id: 'getProblem',
    path: '/problems/{name}',
    tag: 'deployment',
    summary: 'What a kind of problem means',
    content: { text: 'text/html' },
  },
  {
    id: 'getSitemap',
    path: '/sitemap.xml',
    tag: 'deployment',
    summary: 'The pages of this deployment, for crawlers',
    content: { text: 'application/xml' },
  },
  {
    id: 'getRobots',
    path: '/robots.txt',
    tag: 'deployment',
    summary: 'What crawlers may read: everything',
    content: { text: 'text/plain' },
  },
]
