import type { ChangesJson, RevisionJson, RevisionsJson } from '../../api/schemas.ts'
import { printJson } from '../../http/json.ts'
import { addresses } from '../../page/addresses.ts'
import type { Head, LetterPart, Revision } from '../../revision/layout.ts'
import { contentJson } from '../letter/json.ts'

/** One revision, for ever: nothing of it depends on what is published later. */
export const revisionJson = (origin: string, part: LetterPart, revision: Revision): string => {
  const at = addresses(origin, part.letter.slug)
  const { id } = revision
  return printJson<RevisionJson>({
    ...contentJson(part, revision),
    links: {
      self: at.revision(id),
      page: at.revisionPage(id),
      signatories: at.signatories(`?cursor=${id}.0`),
      revisions: at.revisions,
      letter: at.json,
    },
  })
}

/** A letter's history, the newest publication first. */
export const revisionsJson = (origin: string, slug: string, history: Head['history']): string => {
  const at = addresses(origin, slug)
  return printJson<RevisionsJson>({
    letter: slug,
    revisions: history.map(({ revision, published, count, note }, index) => {
      const before = history[index + 1]?.revision
      return {
        revision,
        published,
        count,
        ...(note !== undefined && { note }),
        current: index === 0,
        links: {
          self: at.revision(revision),
          page: at.revisionPage(revision),
          changes: before === undefined ? null : at.revision(`${before}...${revision}`),
        },
      }
    }),
    links: { self: at.revisions, letter: at.json, feed: at.feed('atom') },
  })
}

/** What changed between two revisions of a letter. */
export const changesJson = (
  origin: string,
  slug: string,
  changes: Pick<ChangesJson, 'before' | 'after' | 'complete' | 'signatories' | 'languages'>,
): string => {
  const at = addresses(origin, slug)
  const { before, after } = changes
  return printJson<ChangesJson>({
    letter: slug,
    ...changes,
    links: {
      self: at.revision(`${before.revision}...${after.revision}`),
      before: at.revision(before.revision),
      after: at.revision(after.revision),
    },
  })
}
