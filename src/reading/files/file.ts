/** What a letter's files have in common: each is one form of its current revision, under a name to save it by. */
import type * as z from 'zod/mini'
import { parseQuery } from '../../http/query.ts'
import { addresses } from '../../page/addresses.ts'
import type { Handler, RequestContext } from '../handler.ts'
import { currentMeta, originalLanguage } from '../letter/meta.ts'
import { type LetterView, letterView } from '../letter/view.ts'
import type { Representation } from '../respond.ts'
import type { OpenCurrentLetter } from '../store/store.ts'

export type LetterFile = {
  /** The media type, with its parameters. */
  type: string
  /** Tells it from the letter's other forms. */
  variant: string
  /** What a browser that saves it calls it, behind the letter's slug. */
  suffix: string
  /** Whether a browser saves it rather than shows it. */
  attachment?: boolean
  /** A `Link` field of its own. */
  links?: (origin: string, slug: string) => Record<string, string>
  /** Whether it is all in the letter's original language. */
  isMonolingual?: boolean
  render: (letter: OpenCurrentLetter, source: FileSource) => ReturnType<Representation['render']>
}

/** What a file is made of beside the letter. */
export type FileSource = Pick<RequestContext, 'io' | 'origin'> & {
  /** Where the public signs the letter, while it can. */
  form: string | undefined
}

/** Answers with the file that a query asks for. */
export const fileHandler =
  <Query extends z.ZodMiniObject>(schema: Query, fileOf: (query: z.infer<Query>) => LetterFile): Handler =>
  async (store, { io, origin, search, param, sign, respond }) => {
    const { type, variant, suffix, attachment, links, isMonolingual, render } = fileOf(
      parseQuery(schema, search),
    )
    return store.current(io, param('slug'), (letter) => {
      const form = sign(letter)
      return respond({
        ...currentMeta(letter),
        headerProfile: 'api',
        type,
        variant,
        sign: form,
        ...(isMonolingual && { language: originalLanguage(letter) }),
        headers: () => ({
          'Content-Disposition': `${attachment ? 'attachment' : 'inline'}; filename="${letter.slug}${suffix}"`,
          ...links?.(origin, letter.slug),
          ...(attachment && { Link: `<${addresses(origin, letter.slug).dataPackage}>; rel="describedby"` }),
        }),
        render: () => render(letter.open(), { io, origin, form }),
      })
    })
  }

/** The current revision in its original language, with the first `limit` signatories. */
export const originalView = (
  letter: OpenCurrentLetter,
  origin: string,
  limit?: number,
): Promise<LetterView> =>
  letterView(letter, {
    origin,
    language: originalLanguage(letter),
    published: letter.head.published,
    pictures: letter.head.pictures,
    ...(limit !== undefined && { limit }),
  })
