/** A letter's history as a page: each publication and what changed with it, the newest first. */
import { shortRevision } from '../../letter/schema.ts'
import { addresses } from '../../page/addresses.ts'
import { createMarker, layout } from '../../page/layout.tsx'
import type { Messages } from '../../page/messages.ts'
import type { Publication } from '../../revision/layout.ts'
import { ChangeList } from './change-list.tsx'
import type { RevisionChanges } from './compare.ts'

/** As many publications as a page shows. */
export const PAGE_LENGTH = 20

/** That it cannot be read just now what changed. */
export type Unknown = 'unknown'

export type History = {
  origin: string
  slug: string
  language: string
  title: string
  /** The newest first, and one more than a page shows where there is one. */
  publications: Publication[]
  /** What changed with each of those that are shown; undefined where nothing did, or what was before is gone. */
  changes: (RevisionChanges | Unknown | undefined)[]
  /** How many the whole history has. */
  total: number
  /** The number of the first of them; that of the first ever is 1. */
  first: number
}

const difference = (now: number, before: number | undefined, { number }: Messages): string =>
  before === undefined || now === before
    ? ''
    : ` (${now > before ? '+' : '−'}${number(Math.abs(now - before))})`

export const historyPage = (history: History, messages: Messages): string => {
  const { origin, slug, language, title, publications, changes, total, first } = history
  const mark = createMarker(language, messages)
  const at = addresses(origin, slug)
  const pageAt = (number: number) => (number >= total ? at.history : `${at.history}?cursor=${number}`)
  const isLast = publications.length <= PAGE_LENGTH
  return layout({
    origin,
    language,
    messages,
    title: `${messages.history} · ${title}`,
    description: `${messages.history}: ${title}`,
    canonical: pageAt(first),
    children: (
      <article>
        <header>
          <p class="kind">
            <a href={at.page}>{title}</a>
          </p>
          <h1>{mark(messages.history)}</h1>
        </header>
        <ol class="letters">
          {publications.slice(0, PAGE_LENGTH).map((each, index) => {
            const { revision, published, count, note, by } = each
            const before = publications[index + 1]
            const changed = changes[index]
            return (
              <li>
                <h2>
                  <time datetime={published}>{messages.dateIn(language, published)}</time>
                </h2>
                {note !== undefined && (
                  <p>
                    <bdi>{note}</bdi>
                  </p>
                )}
                <dl>
                  <dt>{mark(messages.signed)}</dt>
                  <dd>
                    {mark(messages.count(count))}
                    <bdi>{difference(count, before?.count, messages)}</bdi>
                  </dd>
                  {by !== undefined && (
                    <>
                      <dt>{mark(messages.publisher)}</dt>
                      <dd>
                        <bdi translate="no">{by}</bdi>
                      </dd>
                    </>
                  )}
                  {changed && changed !== 'unknown' && (
                    <ChangeList changes={changed} language={language} messages={messages} mark={mark} />
                  )}
                  <dt>{mark(messages.revision)}</dt>
                  <dd>
                    <a href={at.revisionPage(revision)}>
                      <code>{shortRevision(revision)}</code>
                    </a>
                    {before && changed && (
                      <a class="screen" href={at.comparison(before.revision, revision)}>
                        {mark(messages.changes)} (JSON)
                      </a>
                    )}
                  </dd>
                </dl>
                {each.as_published && <p class="note">{mark(messages.erased)}</p>}
              </li>
            )
          })}
        </ol>
        {(first < total || !isLast) && (
          <nav class="pages">
            {first < total && (
              <a href={pageAt(first + PAGE_LENGTH)} rel="prev">
                {mark(messages.later)}
              </a>
            )}
            {!isLast && (
              <a href={pageAt(first - PAGE_LENGTH)} rel="next">
                {mark(messages.earlier)}
              </a>
            )}
          </nav>
        )}
      </article>
    ),
  })
}
