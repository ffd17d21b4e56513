import type { Child } from '../../../page/jsx-runtime.ts'
import { fill, type Messages } from '../../../page/messages.ts'
import type { Day } from '../../counts/by-day.ts'
import type { Growth } from '../view.ts'

/** As many steps as can be told apart on a phone, and rows as anybody reads. */
const MAX_POINTS = 60

/** So many days, evenly spread, with the first and the last. */
const fewer = (days: readonly Day[]): readonly Day[] => {
  const every = Math.ceil(days.length / MAX_POINTS)
  return days.filter((_, index) => index === 0 || (days.length - 1 - index) % every === 0)
}

/** How many had signed by which day, of two days or more: as an area above nought, and as a table. */
export const GrowthPlot = ({
  of: { counts, unknown },
  language,
  messages,
  mark,
}: {
  of: Growth
  language: string
  messages: Messages
  mark: (content: Child) => Child
}) => {
  const points = fewer(counts)
  const most = Math.max(...points.map(({ total }) => total))
  const [first, last] = [points[0], points.at(-1)] as [Day, Day]
  const begin = Date.parse(first.day)
  // What stands since the last day needs some width, too.
  const width = 1.04 * (Date.parse(last.day) - begin)
  const share = (part: number, of: number) => Number(((100 * part) / of).toFixed(2))
  const steps = points.map(
    ({ day, total }) => `H${share(Date.parse(day) - begin, width)}V${share(most - total, most)}`,
  )
  const date = ({ day }: Day) => <time datetime={day}>{messages.dateIn(language, day)}</time>
  const said = ({ day, total }: Day) =>
    `${messages.dateIn(messages.language, day)}: ${messages.number(total)}`
  return (
    <figure class="growth">
      <figcaption>{mark(messages.growth)}</figcaption>
      <div>
        <svg role="img" lang={messages.language} viewBox="0 0 100 100" preserveAspectRatio="none">
          <title>{messages.growth}</title>
          <desc>{`${said(first)}; ${said(last)}`}</desc>
          <path d={`M0 100${steps.join('')}H100V100`} />
        </svg>
        <p aria-hidden="true">
          {messages.number(most)}
          <span>{messages.number(0)}</span>
        </p>
        <p aria-hidden="true">
          {date(first)} {date(last)}
        </p>
      </div>
      <details class="screen">
        <summary>{mark(messages.data)}</summary>
        <table>
          <tr>
            <th scope="col">{mark(messages.date)}</th>
            <th scope="col">{mark(messages.signatures)}</th>
          </tr>
          {points.map((point) => (
            <tr>
              <th scope="row">{date(point)}</th>
              <td>{messages.number(point.total)}</td>
            </tr>
          ))}
        </table>
        {unknown > 0 && <p>{mark(fill(messages.undated, { count: messages.number(unknown) }))}</p>}
      </details>
    </figure>
  )
}
