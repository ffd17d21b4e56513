/** A line plot as SVG, for pictures in docs. It needs no script and no font, and follows the reader's light or dark mode. */

/** `log`: equal distances are equal factors. Every value must then be above nought. */
export type Axis = { label: string; log?: boolean }
export type Series = { name: string; points: [x: number, y: number][] }

const [WIDTH, HEIGHT] = [720, 400]
const [LEFT, RIGHT, TOP, BOTTOM] = [76, 704, 72, 344]
// Of Okabe and Ito's palette, which colour-blind readers tell apart, those that are seen on white and on black.
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7']
const DASHES = ['none', '8 4', '2 4', '8 3 2 3']

const STYLE = `text{font:14px system-ui,sans-serif;fill:#1f2328}.small{font-size:12px}.title{font-weight:600;font-size:15px}
.grid{stroke:#8883}.line{fill:none;stroke-width:2.5}@media(prefers-color-scheme:dark){text{fill:#e6edf3}}`

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)

const exact = (value: number): number => Number(value.toPrecision(12))

/** The powers of ten in a range, and where they are few, twice and five times them. */
const logTicks = (low: number, high: number): number[] => {
  const first = Math.floor(Math.log10(low))
  const decades = Math.ceil(Math.log10(high)) - first
  return Array.from({ length: decades + 1 }, (_, index) => 10 ** (first + index))
    .flatMap((power) => (decades > 3 ? [power] : [power, 2 * power, 5 * power]))
    .map(exact)
    .filter((tick) => tick >= low && tick <= high)
}

/** About five round numbers in a range. */
const linearTicks = (low: number, high: number): number[] => {
  const rough = (high - low) / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10)
  const first = Math.ceil(low / step - 1e-9)
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, index) =>
    exact((first + index) * step),
  )
}

const scaleOf = ({ log = false }: Axis, values: number[], from: number, to: number) => {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const at = log ? Math.log : (value: number) => value
  return {
    // Within one power of ten, its round numbers say more.
    ticks: (log && high >= 10 * low ? logTicks : linearTicks)(low, high),
    place: (value: number) =>
      (from + ((at(value) - at(low)) / (at(high) - at(low) || 1)) * (to - from)).toFixed(1),
  }
}

const short = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 4 })

/** @returns the text of an SVG file, 720 by 400, whose legend stands below its title. */
export const linePlot = (plot: { title: string; x: Axis; y: Axis; series: Series[] }): string => {
  const all = (coordinate: 0 | 1) =>
    plot.series.flatMap(({ points }) => points.map((point) => point[coordinate]))
  const x = scaleOf(plot.x, all(0), LEFT, RIGHT)
  const y = scaleOf(plot.y, all(1), BOTTOM, TOP)
  const across = (RIGHT - LEFT) / plot.series.length
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"><title>${escaped(plot.title)}</title><style>${STYLE}</style>
<text class="title" x="${LEFT}" y="22">${escaped(plot.title)}</text>
${x.ticks.map((tick) => `<path class="grid" d="M${x.place(tick)} ${TOP}V${BOTTOM}"/><text class="small" text-anchor="middle" x="${x.place(tick)}" y="${BOTTOM + 18}">${short.format(tick)}</text>`).join('\n')}
${y.ticks.map((tick) => `<path class="grid" d="M${LEFT} ${y.place(tick)}H${RIGHT}"/><text class="small" text-anchor="end" dominant-baseline="middle" x="${LEFT - 8}" y="${y.place(tick)}">${short.format(tick)}</text>`).join('\n')}
<text text-anchor="middle" x="${(LEFT + RIGHT) / 2}" y="${HEIGHT - 12}">${escaped(plot.x.label)}</text>
<text text-anchor="middle" transform="translate(18 ${(TOP + BOTTOM) / 2})rotate(-90)">${escaped(plot.y.label)}</text>
${plot.series
  .map((series, index) => {
    const stroke = `stroke="${COLOURS[index % COLOURS.length]}" stroke-dasharray="${DASHES[index % DASHES.length]}"`
    const from = LEFT + index * across
    const path = series.points.map(([a, b]) => `${x.place(a)} ${y.place(b)}`).join('L')
    return `<path class="line" ${stroke} d="M${from} 46h28"/><text class="small" dominant-baseline="middle" x="${from + 34}" y="46">${escaped(series.name)}</text><path class="line" ${stroke} d="M${path}"/>`
  })
  .join('\n')}
</svg>
`
}
