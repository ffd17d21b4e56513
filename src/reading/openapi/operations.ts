/** Every route of the Worker in the words of its reference: what it gives, in which form, and how it can fail. */
import * as z from 'zod/mini'
import type * as shapes from '../../api/schemas.ts'
import { NoQuery } from '../../http/query.ts'
import { Language, Slug } from '../../letter/schema.ts'
import { site } from '../../page/site.ts'
import { CountsQuery } from '../counts/query.ts'
import { BadgeQuery, PngBadgeQuery } from '../embed/badge/query.ts'
import { FrameQuery } from '../embed/frame/query.ts'
import { OembedQuery } from '../embed/oembed/query.ts'
import { PageQuery } from '../letter/page/query.ts'
import { LetterQuery, RevisionQuery } from '../letter/query.ts'
import { HistoryQuery, RevisionsQuery } from '../revisions/query.ts'
import { SearchPageQuery, SearchQuery } from '../search/query.ts'
import { CsvQuery } from '../signatories/csv/query.ts'
import { SignatoriesQuery, SignatoryQuery } from '../signatories/query.ts'
import { HomeQuery, LettersQuery } from '../site/letters/query.ts'
import { SitemapQuery } from '../site/sitemap.ts'
import type { selected } from './selected.ts'

/**
 * What a successful answer carries: JSON of a named shape, or text or bytes of a media type; of JSON, whether it is a
 * `list`, and whether only some `fields` of it can be asked for.
 */
export type Content =
  | { json: keyof typeof shapes; type?: string }
  | { json: keyof typeof selected; type?: never; selectable: true }
  | { text: string; or?: string; list?: true }
  | { binary: string }

export type Operation = {
  id: string
  path: string
  tag: 'letters' | 'signatories' | 'revisions' | 'files' | 'pages' | 'embedding' | 'deployment'
  summary: string
  description: string
  query?: z.ZodMiniObject
  /** What a query parameter is for here, where that is not what `queryParameters` says. */
  parameters?: Record<string, string>
  content: Content
  /** The query of an example request. */
  sample?: string
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

const PictureName = z.string().check(z.regex(/^[\w-]{22}$/))
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
  picture: { schema: PictureName, description: 'The picture’s name, from `og:image`.' },
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
  lang: 'The language of the words around the names, or of the names of countries.',
  fields:
    'Which fields are wanted of the letter, or of each signatory: their names, with commas between them.',
  by: 'What is counted by. Days are in UTC.',
  heading: 'The level of the heading in the page’s outline.',
  url: 'The address of a letter’s page, of its frame or of its builder.',
  format: '`json` or `xml`.',
  maxwidth: 'In pixels.',
  maxheight: 'In pixels.',
  bom: '`1` to begin with a byte order mark, by which Excel recognises UTF-8.',
  language: 'Only letters that can be read in this language, or a variant of it: BCP 47.',
  addressee: 'Words, each of which begins a word of the addressee, in any case and without accents.',
  since: 'Only letters of this day or later.',
  until: 'Only letters of this day or earlier.',
  signed_by:
    'Only letters that somebody signed in whose name, acronym or alias each of these words begins one, in any case and without accents.',
  page: 'Which page of the sitemap, from 1, where it is an index.',
  spreadsheet: '`1` to put an apostrophe before a field that a spreadsheet would take for a formula.',
}

/** What the parameters of lists of letters are for. */
const lettersParameters = {
  limit: 'How many letters one answer holds at most.',
  cursor:
    'Where to go on, from `links.next` of the answer before. Letters that come or go meanwhile do not shift the list.',
  q: 'Words, each of which begins a word of the letter’s title, addressee, line of context or text, in any of its languages, in any case and without accents.',
}

/** Values of query parameters that can be tried, where the name and its range do not say it all. */
export const parameterExamples: Record<string, string | number> = {
  limit: 10,
  at: '2026-11-01',
  q: 'ada nairobi',
  signed_by: 'amnesty',
  country: 'KE',
  signed_after: '2026-03-20',
  lang: 'fr',
  maxwidth: '600',
  maxheight: '400',
}

export const operations: Operation[] = [
  {
    id: 'listLetters',
    path: '/v1/letters',
    tag: 'letters',
    summary: 'The letters on this deployment',
    description:
      'The newest first: all of them, or those for which each parameter holds. Follow `links.next` until it is null; without parameters, it is null up to 500 letters. With `signed_by`, `incomplete` names those of the others that may have been signed so, too: those that are open for signing, those that were published a moment ago, and, where thousands of signatures have such a name, those of which none is among the first of these.',
    query: LettersQuery,
    parameters: lettersParameters,
    content: { json: 'LettersJson' },
    also: [429],
  },
  {
    id: 'getDump',
    path: '/v1/dump.jsonl',
    tag: 'letters',
    summary: 'All letters of this deployment, as JSON Lines',
    description:
      'Each line is what the API answers at a letter’s own address: its words in every language, its counts, and where its lists are. It comes as a stream; one that breaks off is not whole.',
    query: NoQuery,
    content: { text: 'application/jsonl' },
  },
  {
    id: 'getLetter',
    path: '/v1/letters/{slug}',
    tag: 'letters',
    summary: 'A letter: its words, in every language, and how many signed it',
    description: 'Texts are Markdown (CommonMark). With `at`, a 303 to the revision that was current then.',
    query: LetterQuery,
    content: { json: 'LetterJson', selectable: true },
    also: [303],
  },
  {
    id: 'listSignatories',
    path: '/v1/letters/{slug}/signatories',
    tag: 'signatories',
    summary: 'Who signed a letter, in its order',
    description:
      'Follow `links.next` until it is null: a page may hold fewer than `limit`, even none, though more follow. Every page comes from the revision of the first. With `at`, a 303 to the list of the revision that was current then.',
    query: SignatoriesQuery,
    content: { json: 'SignatoriesJson', selectable: true },
    sample: 'limit=2',
    also: [303, 429],
  },
  {
    id: 'searchSignatories',
    path: '/v1/signatories',
    tag: 'signatories',
    summary: 'Which letters somebody signed',
    description:
      'A signature for each letter, those of one name in the order of the letters’ slugs; who withdrew is not among them. `incomplete` names the letters that may have more: of one that is open for signing the search has who stands in `data/`, and not who signed through the form; ask its own. Follow `links.next` until it is null; after a publish that changes who signed, a `cursor` from before it is answered with 410.',
    query: SearchQuery,
    sample: 'q=amnesty',
    content: { json: 'FoundSignatoriesJson' },
    also: [410, 429],
  },
  {
    id: 'getSignatory',
    path: '/v1/letters/{slug}/signatories/{id}',
    tag: 'signatories',
    summary: 'One signatory',
    description: 'By the id that a list gives; also one who withdrew, with `withdrawn`.',
    query: SignatoryQuery,
    content: { json: 'SignatoryJson', selectable: true },
  },
  {
    id: 'getCounts',
    path: '/v1/letters/{slug}/counts',
    tag: 'signatories',
    summary: 'How many signed a letter, by day, by country or by type',
    description:
      'By day: the days on which those in the list signed, where it says so of more than half of them, else those on which another number was published; `source` says which. `unknown` are of no day, or of no country. The numbers, or the last `total`, and `unknown` add up to `count`.',
    query: CountsQuery,
    sample: 'by=country',
    content: { json: 'CountsJson' },
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
    description:
      'The original’s words, its translations and its counts. The signatories of the same revision are behind `links.signatories`.',
    query: RevisionQuery,
    content: { json: 'RevisionJson', selectable: true },
    immutable: true,
    links: true,
    also: [307],
  },
  {
    id: 'compareRevisions',
    path: '/v1/letters/{slug}/compare/{before}...{after}',
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
    description: 'CommonMark, in the original’s language, with the list of names at its end.',
    query: NoQuery,
    content: { text: 'text/markdown' },
    file: true,
  },
  {
    id: 'getText',
    path: '/letters/{slug}.txt',
    tag: 'files',
    summary: 'A letter with its signatories as plain text, in lines of at most 72 characters',
    description:
      'For e-mail, and for where nothing else can be shown. Names stand at the end, each in a line of its own.',
    query: NoQuery,
    content: { text: 'text/plain' },
    file: true,
  },
  {
    id: 'getCsv',
    path: '/letters/{slug}/signatories.csv',
    tag: 'files',
    summary: 'All signatories of a letter as CSV (RFC 4180)',
    description: 'One row for each, with all columns of `signatories.csv`. Those who withdrew are not in it.',
    query: CsvQuery,
    content: { text: 'text/csv' },
    file: true,
  },
  {
    id: 'getJsonl',
    path: '/letters/{slug}/signatories.jsonl',
    tag: 'files',
    summary: 'All signatories of a letter as JSON Lines',
    description:
      'One object for each, with the fields of the CSV that they have. Those who withdrew are not in it.',
    query: NoQuery,
    content: { text: 'application/jsonl' },
    file: true,
  },
  {
    id: 'getDataPackage',
    path: '/letters/{slug}/datapackage.json',
    tag: 'files',
    summary: 'What the files of a letter’s list are, as a Data Package (version 2)',
    description:
      'The licence, who made them, where they come from, and each column of the CSV, for Frictionless and its like.',
    query: NoQuery,
    content: { text: 'application/json' },
    file: true,
  },
  {
    id: 'getBundle',
    path: '/letters/{slug}.bundle.zip',
    tag: 'files',
    summary: 'All there is of a letter, in a ZIP archive',
    description:
      'Its words in each language as Markdown and plain text, the list as CSV and JSON Lines, its publications, the licence, `datapackage.json`, and `SHA256SUMS` of all of these.',
    query: NoQuery,
    content: { binary: 'application/zip' },
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
    description: 'An entry for each of the last 50 publications, the newest first (RFC 4287).',
    query: NoQuery,
    content: { text: 'application/atom+xml' },
    file: true,
  },
  {
    id: 'getJsonFeed',
    path: '/letters/{slug}/feed.json',
    tag: 'files',
    summary: 'A letter’s history as a JSON Feed 1.1',
    description: 'The same entries as the Atom feed has.',
    query: NoQuery,
    content: { text: 'application/feed+json' },
    file: true,
  },
  {
    id: 'getBibtex',
    path: '/letters/{slug}/cite.bib',
    tag: 'files',
    summary: 'How to cite a letter’s current revision, as BibTeX',
    description:
      'An entry `@misc` whose key and address name the revision, so that what is cited never changes.',
    query: NoQuery,
    content: { text: 'application/x-bibtex' },
    file: true,
  },
  {
    id: 'getCsl',
    path: '/letters/{slug}/cite.json',
    tag: 'files',
    summary: 'How to cite a letter’s current revision, as CSL-JSON',
    description:
      'A list of one item, for Zotero, Pandoc and whatever else reads the Citation Style Language.',
    query: NoQuery,
    content: { text: 'application/vnd.citationstyles.csl+json', list: true },
    file: true,
  },
  {
    id: 'getHomePage',
    path: '/',
    tag: 'pages',
    summary: 'The letters on this deployment, as a page',
    description:
      'The newest letter first, each with its line of context and how many signed it; fifty on a page. Its form searches them.',
    query: HomeQuery,
    parameters: lettersParameters,
    content: { text: 'text/html' },
    links: true,
    also: [429],
  },
  {
    id: 'getSiteAtomFeed',
    path: '/feed.atom',
    tag: 'files',
    summary: 'The letters on this deployment as an Atom feed',
    description:
      'An entry for each of the 50 letters that were published last, the newest first (RFC 4287). A letter that is published again has a new entry in the place of the one before.',
    query: NoQuery,
    content: { text: 'application/atom+xml' },
  },
  {
    id: 'getSiteJsonFeed',
    path: '/feed.json',
    tag: 'files',
    summary: 'The letters on this deployment as a JSON Feed 1.1',
    description: 'The same entries as the Atom feed has.',
    query: NoQuery,
    content: { text: 'application/feed+json' },
  },
  {
    id: 'getSearchPage',
    path: '/signatories',
    tag: 'pages',
    summary: 'Which letters somebody signed, as a page',
    description: 'With a form to look for a name; needs no script.',
    query: SearchPageQuery,
    content: { text: 'text/html' },
    also: [410, 429],
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
    description: 'Who joined and who left with each publication, and which words came and went.',
    query: HistoryQuery,
    content: { text: 'text/html' },
    links: true,
  },
  {
    id: 'getRevisionPage',
    path: '/letters/{slug}/revisions/{revision}',
    tag: 'pages',
    summary: 'A letter as one revision has it, as a page that says whether it is the current one',
    description: 'Where it is not, it leads to the one that is.',
    content: { text: 'text/html' },
    links: true,
    also: [307],
  },
  {
    id: 'getBadge',
    path: '/letters/{slug}/badge.svg',
    tag: 'embedding',
    summary: 'How many signed a letter, as a badge',
    description: 'A picture in SVG, with the number alone, for a README or a site’s footer.',
    query: BadgeQuery,
    content: { text: 'image/svg+xml' },
  },
  {
    id: 'getPngBadge',
    path: '/letters/{slug}/badge.png',
    tag: 'embedding',
    summary: 'The badge for e-mail, as PNG',
    description:
      'As its publish drew it, on a light ground and at twice its size. In the letter’s own languages; a letter that was not published yet has none.',
    query: PngBadgeQuery,
    content: { binary: 'image/png' },
  },
  {
    id: 'getPreview',
    path: '/letters/{slug}/preview/{picture}.png',
    tag: 'embedding',
    summary: 'The picture that other sites show where the letter is linked',
    description:
      'In PNG, 1200 by 630. Pages name it in `og:image`; its address names its content, so that another picture has another address.',
    immutable: true,
    content: { binary: 'image/png' },
  },
  {
    id: 'getBuilder',
    path: '/letters/{slug}/embed',
    tag: 'embedding',
    summary: 'A page on which to choose how a list looks, and to copy its code',
    description:
      'A form that needs no script. Its state is in its address, which can be passed on, and pasted where oEmbed is understood.',
    content: { text: 'text/html' },
  },
  {
    id: 'getFrame',
    path: '/embed/{slug}',
    tag: 'embedding',
    summary: 'The list as a page for an `<iframe>`',
    description: 'Complete without a script; its script only tells the page around it how high it is.',
    query: FrameQuery,
    content: { text: 'text/html' },
  },
  {
    id: 'getOembed',
    path: '/oembed',
    tag: 'embedding',
    summary: 'What a site needs to embed a letter’s list from its address (oEmbed 1.0)',
    description:
      'The address may be that of a letter, of its frame or of its builder. The answer holds an `<iframe>`.',
    query: OembedQuery,
    sample: 'url={page}',
    content: { text: 'application/json', or: 'text/xml' },
    also: [404, 410, 501],
  },
  {
    id: 'getWidget',
    path: '/widget.js',
    tag: 'embedding',
    summary: 'The widget, as of this deploy',
    description: 'Defines the element `<signatory-list>`, which asks for its names by itself.',
    content: { text: 'text/javascript' },
  },
  {
    id: 'getPinnedWidget',
    path: '/widget/{file}',
    tag: 'embedding',
    summary: 'The widget with a letter’s first names; or under the hash of its bytes, for `integrity`',
    description:
      'The source of a page’s one line: an async script of this address shows the list where it stands, in one request.',
    content: { text: 'text/javascript' },
  },
  {
    id: 'getBuilderScript',
    path: '/builder.js',
    tag: 'embedding',
    summary: 'The builder’s script',
    description: 'Keeps previews, codes and address of the builder in step with its form.',
    content: { text: 'text/javascript' },
  },
  // Behind the other addresses of its shape, which it would match too.
  {
    id: 'getTranslationPage',
    path: '/letters/{slug}/{lang}',
    tag: 'pages',
    summary: 'A letter as a page in another of its languages',
    description: 'The original has the address without a language.',
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
    description:
      'A key with `exp` signs nothing any more, and one with `revoked` proves nothing; without any, nothing here is signed.',
    query: NoQuery,
    content: { text: 'application/jwk-set+json' },
  },
  {
    id: 'getHealth',
    path: '/healthz',
    tag: 'deployment',
    summary: 'What is served from where, and by which code',
    description:
      'For each letter, whether its head comes from KV or from the snapshot of the last deploy. 503 where one cannot be served.',
    content: { json: 'HealthJson' },
    uncached: true,
  },
  {
    id: 'getOpenapi',
    path: '/v1/openapi.json',
    tag: 'deployment',
    summary: 'This document',
    description: 'OpenAPI 3.1, with an example of each answer that the Worker gave.',
    query: NoQuery,
    content: { json: 'OpenapiJson' },
  },
  {
    id: 'getDocs',
    path: '/docs',
    tag: 'deployment',
    summary: 'The reference, as a page',
    description: 'This document for people, with addresses that can be tried.',
    content: { text: 'text/html' },
  },
  {
    id: 'getProblem',
    path: '/problems/{name}',
    tag: 'deployment',
    summary: 'What a kind of problem means',
    description: 'Where the `type` of a problem leads (RFC 9457).',
    content: { text: 'text/html' },
  },
  {
    id: 'getSitemap',
    path: '/sitemap.xml',
    tag: 'deployment',
    summary: 'The pages of this deployment, for crawlers',
    description:
      'Each letter in each of its languages, with the time of its last publication (sitemaps.org). Of more than 10,000 addresses it is an index of its pages.',
    query: SitemapQuery,
    content: { text: 'application/xml' },
    also: [404],
  },
  {
    id: 'getRobots',
    path: '/robots.txt',
    tag: 'deployment',
    summary: 'What crawlers may read: everything',
    description: 'It names the sitemap (RFC 9309).',
    content: { text: 'text/plain' },
  },
  ...site.pages.map(
    (name): Operation => ({
      id: name === 'imprint' ? 'getImprint' : 'getPrivacy',
      path: `/${name}`,
      tag: 'deployment',
      summary: name === 'imprint' ? 'Who publishes these letters' : 'What becomes of data here',
      description: 'In the publisher’s own words, in each language that they wrote them in.',
      content: { text: 'text/html' },
    }),
  ),
  ...(site.logo
    ? [
        {
          id: 'getLogo',
          path: '/logo.svg',
          tag: 'deployment',
          summary: 'The publisher’s logo',
          description: 'As it stands on every page.',
          content: { text: 'image/svg+xml' },
        } satisfies Operation,
      ]
    : []),
]
