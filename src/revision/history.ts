import type { Head, Publication } from './layout.ts'

/** How many publications a letter's history has. */
export const publicationCount = ({ history, older }: Pick<Head, 'history' | 'older'>): number =>
  (older?.counts ?? []).reduce((sum, count) => sum + count, history.length)

/**
 * When a revision was published first, an ISO instant; undefined when it never was.
 *
 * @param history the newest first
 */
export const firstPublished = (history: readonly Publication[], id: string): string | undefined => {
  const oldest = history.findLast(({ revision }) => revision === id)
  return oldest?.first ?? oldest?.published
}
