import type { CountsJson } from '../../api/schemas.ts'
import { formatJson } from '../../http/json.ts'
import { badQuery, ProblemError } from '../../http/problem.ts'
import { parseQuery } from '../../http/query.ts'
import { addresses } from '../../page/addresses.ts'
import { site } from '../../page/site.ts'
import { publicationCount } from '../../revision/history.ts'
import { countryNames } from '../country-names.ts'
import type { Handler } from '../handler.ts'
import { currentMeta } from '../letter/meta.ts'
import { byDay } from './by-day.ts'
import { byKey } from './by-key.ts'
import { CountsQuery } from './query.ts'

/** How many signed a letter, by day, country or type. */
export const counts: Handler = async (store, { io, origin, search, param, respond }) => {
  const { by, lang } = parseQuery(CountsQuery, search)
  if (lang && by !== 'country')
    throw new ProblemError({ type: badQuery, detail: 'lang goes with by=country alone.' })
  return store.current(io, param('slug'), (current) => {
    const { slug, head, revision } = current
    const { id, count } = revision
    return respond({
      ...currentMeta(current),
      headerProfile: 'api',
      type: 'application/json',
      // A history of which the oldest were pruned is another.
      variant: `counts.json;${by};${lang ? lang.spelling : publicationCount(head)}`,
      language: lang?.spelling,
      async render() {
        const open = current.open()
        const [{ counts }, history] = await Promise.all([
          open.letter(),
          by === 'day' ? open.publications(0, Number.POSITIVE_INFINITY) : [],
        ])
        const at = addresses(origin, slug)
        const counted =
          by === 'day'
            ? byDay(counts, count, history)
            : byKey(by, counts[by], count, lang && countryNames(lang.spelling))
        return formatJson({
          letter: slug,
          revision: id,
          count,
          ...counted,
          license: site.licence,
          links: {
            self: at.counts(by) + (lang ? `&lang=${lang.spelling}` : ''),
            letter: at.json,
            signatories: at.signatories(),
          },
        } as CountsJson)
      },
    })
  })
}
