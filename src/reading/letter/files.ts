/** A letter's other forms: Markdown, text, CSV, JSON-LD, feeds and citations, each made from its current revision. */
import type * as z from 'zod/mini'
import type { LetterPart } from '../../revision/layout.ts'
import type { Handler } from '../handler.ts'
import { CsvQuery, NoQuery, parseQuery } from '../query.ts'
import { signatoriesCsv } from '../signatories/csv.ts'
import type { CurrentLetter } from '../store/store.ts'
import { atomFeed } from './atom.ts'
import { AUTHORS, type CiteView, citeBibtex, citeCsl } from './cite.ts'
import type { FeedView } from './feed.ts'
import { jsonFeed } from './json-feed.ts'
import { currentMeta } from './json-handler.ts'
import { letterJsonLd } from './json-ld.ts'
import type { Listing } from './listing.ts'
import { listingBody } from './listing-body.ts'
import { type FileView, letterMarkdown } from './markdown.ts'
import { originalLanguage } from './page-handler.ts'
import { letterPlain } from './plain.ts'
import { letterView } from './view.ts'

type Body = ReturnType<typeof listingBody> | string | Promise<string>

/** A file: its media type, the variant that tells it from the others, and its body. */
type File = {
  type: string
  variant: string
  /** What a browser that saves it calls it, behind the letter's slug. */
  save: string
  /** Whether a browser saves it rather than shows it. */
  attachment?: boolean
  language?: boolean
  body: (letter: CurrentLetter, origin: string) => Body
}

const file =
  <Query extends z.ZodMiniObject>(schema: Query, describe: (query: z.infer<Query>) => File): Handler =>
  async (store, { io, origin, search, param, respond }) => {
    const { type, variant, save, attachment, language, body } = describe(parseQuery(schema, search))
    return store.current(io, param('slug'), (letter) =>
      respond({
        ...currentMeta(letter),
        headerProfile: 'api',
        type,
        variant,
        ...(language && { language: originalLanguage(letter) }),
        headers: () => ({
          'Content-Disposition': `${attachment ? 'attachment' : 'inline'}; filename="${letter.slug}${save}"`,
        }),
        render: () => body(letter, origin),
      }),
    )
  }

const original = ({ letter }: LetterPart) => letter.translations[0]

const listing =
  (describe: (view: FileView, part: LetterPart) => Listing): File['body'] =>
  async (letter, origin) => {
    const part = await letter.letter()
    const { language, title, addressee, context } = original(part)
    const { revision, published } = letter.head
    const view = {
      origin,
      slug: letter.slug,
      date: part.letter.date,
      language,
      title,
      addressee,
      context,
      revision: revision.id,
      published,
      count: revision.count,
    }
    return listingBody(describe(view, part), letter)
  }

export const markdown = file(NoQuery, () => ({
  type: 'text/markdown; charset=utf-8',
  variant: 'letter.md',
  save: '.md',
  language: true,
  body: listing((view, part) => letterMarkdown(view, part.markdown[0] ?? '')),
}))

export const plain = file(NoQuery, () => ({
  type: 'text/plain; charset=utf-8',
  variant: 'letter.txt',
  save: '.txt',
  language: true,
  body: listing((view, part) => letterPlain(view, original(part).body)),
}))

export const csv = file(CsvQuery, ({ bom, spreadsheet }) => ({
  type: 'text/csv; charset=utf-8; header=present',
  variant: `signatories.csv${bom ? ';bom' : ''}${spreadsheet ? ';spreadsheet' : ''}`,
  save: '-signatories.csv',
  attachment: true,
  body: (letter) =>
    listingBody(signatoriesCsv({ bom: bom !== undefined, spreadsheet: spreadsheet !== undefined }), letter),
}))

export const jsonLd = file(NoQuery, () => ({
  type: 'application/ld+json',
  variant: 'letter.jsonld',
  save: '.jsonld',
  language: true,
  body: async (letter, origin) =>
    `${JSON.stringify(letterJsonLd(await letterView(letter, originalLanguage(letter), letter.head.published, origin)), null, 2)}\n`,
}))

const feed = (type: string, extension: string, render: (view: FeedView) => string): Handler =>
  file(NoQuery, () => ({
    type,
    variant: `feed.${extension}`,
    save: `-feed.${extension}`,
    language: true,
    async body({ slug, head, letter }, origin) {
      const part = await letter()
      const { language, title } = original(part)
      return render({ origin, slug, language, title, date: part.letter.date, history: head.history })
    },
  }))

export const atom = feed('application/atom+xml; charset=utf-8', 'atom', atomFeed)
export const feedJson = feed('application/feed+json', 'json', jsonFeed)

const citation = (type: string, extension: string, render: (view: CiteView) => string): Handler =>
  file(NoQuery, () => ({
    type,
    variant: `cite.${extension}`,
    save: `-cite.${extension}`,
    async body(current, origin) {
      const [part, signatories] = await Promise.all([current.letter(), current.signatories(0, AUTHORS)])
      const { language, title, addressee } = original(part)
      const { id, count } = current.revision
      const { slug, date } = part.letter
      return render({ origin, slug, date, language, title, addressee, revision: id, count, signatories })
    },
  }))

export const bibtex = citation('application/x-bibtex; charset=utf-8', 'bib', citeBibtex)
export const csl = citation('application/vnd.citationstyles.csl+json', 'json', citeCsl)
