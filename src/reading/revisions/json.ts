import type { ChangesJson, RevisionJson, RevisionsJson } from '../../api/schemas.ts'
import { MAX_LIMIT } from '../../embed/options.ts'
import { formatJson } from '../../http/json.ts'
import { addresses } from '../../page/addresses.ts'
import { site } from '../../page/site.ts'
import type { LetterPart, Publication, Revision } from '../../revision/layout.ts'
import { type Fields, select } from '../fields.ts'
import { contentJson } from '../letter/json.ts'

/** One revision, for ever: nothing of it depends on what is published later. */
export const revisionJson = (
  origin: string,
  part: LetterPart,
  revision: Revision,
  fields: Fields | undefined,
): string => {
  const at = addresses(origin, part.letter.slug)
  const { id } = revision
  const json: RevisionJson = {
    ...contentJson(part, revision),
    links: {
      self: at.revision(id),
      page: at.revisionPage(id),
      signatories: at.signatories(`?cursor=${id}.0`),
      revisions: at.revisions,
      letter: at.json,
    },
  }
  return formatJson(select(json, fields))
}

export type HistoryPage = {
  slug: string
  /** The newest first, and one more than `limit` where there is one. */
  publications: Publication[]
  /** How many the whole history has. */
  total: number
  limit: number
  /** The number of the first of them; without it, that is the newest. */
  cursor?: number | undefined
}

/** A page of a letter's history, the newest publication first. */
export const revisionsJson = (
  origin: string,
  { slug, publications, total, limit, cursor }: HistoryPage,
): string => {
  const at = addresses(origin, slug)
  const first = cursor ?? total
  const pageAt = (number: number | undefined): string => {
    const query = new URLSearchParams()
    if (number !== undefined) query.set('cursor', String(number))
    if (limit !== MAX_LIMIT) query.set('limit', String(limit))
    return query.size > 0 ? `${at.revisions}?${query}` : at.revisions
  }
  return formatJson<RevisionsJson>({
    letter: slug,
    count: total,
    revisions: publications.slice(0, limit).map(({ first: _first, base: _base, ...publication }, index) => {
      const { revision } = publication
      const before = publications[index + 1]?.revision
      return {
        ...publication,
        current: index === 0 && first === total,
        links: {
          self: at.revision(revision),
          page: at.revisionPage(revision),
          changes: before === undefined ? null : at.comparison(before, revision),
        },
      }
    }),
    license: site.licence,
    links: {
      self: pageAt(cursor),
      next: publications.length > limit ? pageAt(first - limit) : null,
      letter: at.json,
      feed: at.feed('atom'),
    },
  })
}

/** What changed between two revisions of a letter. */
export const changesJson = (
  origin: string,
  slug: string,
  changes: Omit<ChangesJson, 'letter' | 'links'>,
): string => {
  const at = addresses(origin, slug)
  const { before, after } = changes
  return formatJson<ChangesJson>({
    letter: slug,
    ...changes,
    license: site.licence,
    links: {
      self: at.comparison(before.revision, after.revision),
      before: at.revision(before.revision),
      after: at.revision(after.revision),
    },
  })
}
