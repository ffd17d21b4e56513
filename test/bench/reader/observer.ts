/**
 * Runs in every frame before anything else of it, and notes what the reader sees there. `visit.ts` bundles it, and reads
 * what it has noted.
 */
import type { Observed, Sought } from './visit.ts'

/** What the names are known by: `visit.ts` puts it in. */
declare const SOUGHT: Sought

const observed: Observed = { origin: performance.timeOrigin, fcp: 0, lcp: 0, shift: 0, tasks: [], names: 0 }
Object.assign(globalThis, { observed })

const observe = <Entry extends PerformanceEntry>(type: string, note: (entry: Entry) => void): void => {
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) note(entry as Entry)
  })
  observer.observe({ type, buffered: true })
}

observe('paint', ({ name, startTime }) => {
  if (name === 'first-contentful-paint') observed.fcp = startTime
})
observe('largest-contentful-paint', ({ startTime }) => {
  observed.lcp = startTime
})
observe('longtask', ({ startTime, duration }) => {
  observed.tasks.push({ start: startTime, end: startTime + duration })
})

/** Cumulative Layout Shift is that of the worst burst: gaps of at most a second, five seconds long (https://web.dev/articles/cls). */
let burst = { first: 0, last: 0, value: 0 }
observe<PerformanceEntry & { value: number }>('layout-shift', ({ startTime, value }) => {
  const goesOn = startTime - burst.last < 1000 && startTime - burst.first < 5000
  burst = {
    first: goesOn ? burst.first : startTime,
    last: startTime,
    value: goesOn ? burst.value + value : value,
  }
  observed.shift = Math.max(observed.shift, burst.value)
})

const look = (): void => {
  const { host, item, names } = SOUGHT
  const root = host ? document.querySelector(host)?.shadowRoot : document
  const items = root?.querySelectorAll(item)
  // Compared once they are that many: a page that shows other names is not the page that is measured.
  const are =
    items?.length === names.length && names.every((name, at) => items[at]?.textContent?.includes(name))
  requestAnimationFrame(are ? seen : look)
}

/** In the frame after: the one with the names has been painted. */
const seen = (): void => {
  observed.names = performance.now()
}

requestAnimationFrame(look)
