/** What the desk's list is of: the filter in an address, in words, as a form, and as a plot whose hours are links. */
import { raw } from '../../page/jsx-runtime.ts'
import { FILTERS, type Filter, type Numbers, type Selection } from '../register/list.ts'

export const FILTER_NAMES: Record<Filter, string> = {
  waiting: 'Waiting',
  approved: 'Approved',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
  unconfirmed: 'Not confirmed',
  all: 'All',
}

/** A selection, and where its list goes on. */
export type Query = Selection & { after: number }

const HOUR = 3_600_000
/** The last instant that there is. */
const LAST = 8_640_000_000_000_000

/** A time as a field of the form has it, in UTC, to the minute where it is a whole one. */
const toField = (time: number): string => new Date(time).toISOString().replace(/(?::00\.000)?Z$/, '')

/** What a field says; `otherwise` for what is no time, so that nothing is shown, rather than all. */
const fromField = (value: string | undefined, otherwise: number): number | undefined => {
  if (!value) return undefined
  const time = /^\d{4}-\d\d-\d\dT[\d:.]+$/.test(value) ? Date.parse(`${value}Z`) : Number.NaN
  return Number.isNaN(time) ? otherwise : time
}

export const readQuery = (read: (name: string) => string | undefined): Query => {
  const asked = read('state')
  return {
    filter: FILTERS.find((each) => each === asked) ?? 'waiting',
    search: read('search')?.slice(0, 200) || undefined,
    domain: read('domain')?.slice(0, 255) || undefined,
    since: fromField(read('since'), LAST),
    until: fromField(read('until'), -LAST),
    after: Number(read('after')) || 0,
  }
}

export const href = (slug: string, query: Partial<Query>, more: Record<string, string> = {}): string => {
  const { filter, search, domain, since, until, after } = query
  const parameters = new URLSearchParams({
    ...(filter !== undefined && { state: filter }),
    ...(search !== undefined && { search }),
    ...(domain !== undefined && { domain }),
    ...(since !== undefined && { since: toField(since) }),
    ...(until !== undefined && { until: toField(until) }),
    ...(after && { after: `${after}` }),
    ...more,
  })
  return `/sign/desk/${slug}?${parameters}`
}

export const instant = (time: number): string => `${toField(time).slice(0, 16).replace('T', ' ')} UTC`

/** What a selection has in common, for a moderator to read before something is done to all of it. */
export const inWords = ({ filter, search, domain, since, until }: Selection): string[] => [
  FILTER_NAMES[filter],
  ...(search === undefined ? [] : [`with “${search}” in the name, role or affiliation`]),
  ...(domain === undefined ? [] : [`with an address at ${domain}`]),
  ...(since === undefined ? [] : [`signed since ${instant(since)}`]),
  ...(until === undefined ? [] : [`signed before ${instant(until)}`]),
]

export const FilterForm = ({ slug, query }: { slug: string; query: Query }) => {
  const { filter, search, domain, since, until } = query
  return (
    <>
      <ul class="filters">
        {FILTERS.map((each) => (
          <li>
            <a
              href={href(slug, { ...query, filter: each, domain: undefined, after: 0 })}
              aria-current={each === filter ? 'page' : undefined}
            >
              {FILTER_NAMES[each]}
            </a>
          </li>
        ))}
      </ul>
      <form class="search" method="get" action={`/sign/desk/${slug}`}>
        <input type="hidden" name="state" value={filter} />
        {domain && <input type="hidden" name="domain" value={domain} />}
        <label class="wide">
          Name, role or affiliation
          <input type="search" name="search" value={search} dir="auto" />
        </label>
        <label>
          Signed since (UTC)
          <input type="datetime-local" name="since" value={since && toField(since)} step="any" />
        </label>
        <label>
          and before (UTC)
          <input type="datetime-local" name="until" value={until && toField(until)} step="any" />
        </label>
        <button type="submit">Show</button>
      </form>
      {(domain ?? search ?? since ?? until) !== undefined && (
        <p class="note">
          {inWords(query).join(', ')} · <a href={href(slug, { filter })}>Show all</a>
        </p>
      )}
    </>
  )
}

/** How many confirmed an hour, as bars: each leads to those of its hour, which the form's fields do, too. */
export const Plot = ({ slug, numbers: { hours, from } }: { slug: string; numbers: Numbers }) => {
  const most = Math.max(1, ...hours)
  const sum = hours.reduce((total, count) => total + count, 0)
  // Of numbers and of addresses that were escaped alone.
  const bars = hours.map((count, hour) => {
    const height = Math.round((count / most) * 100)
    const since = from + hour * HOUR
    const to = href(slug, { filter: 'all', since, until: since + HOUR }).replaceAll('&', '&amp;')
    return `<a href="${to}" tabindex="-1"><title>${instant(since)}: ${count}</title><rect class="hour" x="${hour * 10}" y="0" width="10" height="100"/><rect x="${hour * 10 + 1}" y="${100 - height}" width="8" height="${height}"/></a>`
  })
  const svg = `<svg class="plot" viewBox="0 0 ${hours.length * 10} 100" preserveAspectRatio="none" aria-hidden="true">${bars.join('')}</svg>`
  return (
    <>
      {raw(svg)}
      <p class="quiet">
        Confirmed in the last {hours.length} hours: {sum}
        {sum > 0 && `, at most ${most} in one hour`}
      </p>
    </>
  )
}
