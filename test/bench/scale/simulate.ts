/**
 * One request after another through browser, Workers Cache (two tiers), isolate and KV, and what each of them did. Answers
 * take no time, so what a cache fetches in the background is there at once: ages are all that counts here.
 */
import TinyQueue from 'tinyqueue'
import { createRandom, zipf } from './random.ts'
import type { World } from './world.ts'

/** An answer: the revision it shows, and when the Worker made it. Caches count its age from there. */
type Copy = { revision: number; made: number }
type Place = { location: number; letter: number; url: number }
type Event = { at: number; publish: number } | { at: number; revisit: Place; copy: Copy }

export type Outcome = {
  /** That reached Cloudflare. */
  requests: number
  /** That a browser answered by itself. */
  fromBrowser: number
  /** Answered by the tier near the reader, and by the one behind it, while fresh or stale. */
  fromLower: number
  fromUpper: number
  /** Whose reader waited for the Worker. */
  waited: number
  /** Of the Worker, also in the background. */
  runs: number
  headReads: number
  publishes: number
  /** Requests of a browser whose copy turned out to be current: they get a 304. */
  notModified: number
  /** Requests by form, in the order of `world.forms`. */
  byForm: number[]
  /** For how long what was shown had not been current, of every showing of what was not: at the ten busiest locations, and
   * at the quieter half. */
  outdated: { busy: number[]; quiet: number[] }
}

export const simulate = (world: World): Outcome => {
  const { uniform, below, exponential, choice } = createRandom(world.seed)
  const { locations, regions, isolates, letters, forms, revisits, shared, browser, head } = world
  const pickLocation = choice(zipf(locations))
  const pickLetter = choice(zipf(letters))
  const pickForm = choice(forms.map(({ share }) => share))
  const pickSearch = choice(zipf(world.searches))
  const search = forms.length - 1
  const urlsOfLetter = search + world.searches
  const urls = letters * urlsOfLetter
  const formOf = (url: number): number => Math.min(url % urlsOfLetter, search)

  const outcome: Outcome = {
    requests: 0,
    fromBrowser: 0,
    fromLower: 0,
    fromUpper: 0,
    waited: 0,
    runs: 0,
    headReads: 0,
    publishes: 0,
    notModified: 0,
    byForm: forms.map(() => 0),
    outdated: { busy: [], quiet: [] },
  }
  let counting = false
  const count = (what: Exclude<keyof Outcome, 'outdated' | 'byForm'>, by = 1): void => {
    if (counting) outcome[what] += by
  }

  /** When each revision of a letter was published, and by how much later each region's tiers of KV have it. */
  const history = Array.from({ length: letters }, () => [
    { at: Number.NEGATIVE_INFINITY, lags: Array.from({ length: regions }, () => 0) },
  ])
  const outdatedFor = (letter: number, revision: number, now: number): number =>
    now - (history[letter]?.[revision + 1]?.at ?? now)

  const inKv = new Map<number, { revision: number; readAt: number }>()
  const readKv = ({ location, letter }: Place, now: number): number => {
    count('headReads')
    const key = location * letters + letter
    const own = inKv.get(key)
    if (own && now < own.readAt + world.cacheTtl) return own.revision
    const revisions = history[letter] ?? []
    let revision = revisions.length - 1
    const lagOf = (index: number) => revisions[index]?.lags[location % regions] ?? 0
    while (now < (revisions[revision]?.at ?? 0) + lagOf(revision)) revision--
    inKv.set(key, { revision, readAt: now })
    return revision
  }

  const heads = new Map<number, { revision: number; readAt: number }>()
  /** As src/reading/store/head-cache.ts does: from memory, from memory while KV is read, or from KV. */
  const look = (place: Place, isolate: number, now: number): number => {
    const key = isolate * letters + place.letter
    const held = heads.get(key)
    if (held && head && now < held.readAt + head.fresh) return held.revision
    const revision = readKv(place, now)
    heads.set(key, { revision, readAt: now })
    return held && head && now <= held.readAt + head.stale ? held.revision : revision
  }

  const runWorker = (place: Place, now: number): Copy => {
    count('runs')
    const isolate = place.location * isolates + below(isolates)
    return { revision: look(place, isolate, now), made: now }
  }

  /** A tier of Workers Cache before what `fetch` gives. `waited`: nothing could be answered without it. */
  const createTier = (fetch: (place: Place, now: number) => Copy, keyOf: (place: Place) => number) => {
    const copies = new Map<number, Copy>()
    return (place: Place, now: number): { copy: Copy; waited: boolean } => {
      const key = keyOf(place)
      const held = copies.get(key)
      const age = held ? now - held.made : Number.POSITIVE_INFINITY
      if (held && shared && age < shared.fresh) return { copy: held, waited: false }
      const renewed = fetch(place, now)
      copies.set(key, renewed)
      return held && shared && age < shared.stale
        ? { copy: held, waited: false }
        : { copy: renewed, waited: true }
    }
  }
  let waitedForWorker = false
  const upper = createTier(runWorker, ({ location, url }) => (location % regions) * urls + url)
  const lower = createTier(
    (place, now) => {
      const { copy, waited } = upper(place, now)
      waitedForWorker = waited
      return copy
    },
    ({ location, url }) => location * urls + url,
  )

  const request = (place: Place, now: number): Copy => {
    count('requests')
    if (counting) outcome.byForm[formOf(place.url)] = (outcome.byForm[formOf(place.url)] ?? 0) + 1
    if (!shared) {
      count('waited')
      return runWorker(place, now)
    }
    const { copy, waited } = lower(place, now)
    count(!waited ? 'fromLower' : waitedForWorker ? 'waited' : 'fromUpper')
    return copy
  }

  const queue = new TinyQueue<Event>([], (a, b) => a.at - b.at)
  for (let letter = 0; letter < letters; letter++)
    queue.push({ at: ((letter + 1) / letters) * world.publishEvery, publish: letter })

  /** A reader sees a copy, and perhaps comes back for it. */
  const show = (place: Place, copy: Copy, now: number, kept = copy): void => {
    const age = outdatedFor(place.letter, copy.revision, now)
    if (counting && age > 0 && place.location < 10) outcome.outdated.busy.push(age)
    if (counting && age > 0 && place.location >= locations / 2) outcome.outdated.quiet.push(age)
    if (uniform() < revisits.chance)
      queue.push({ at: now + exponential(revisits.after), revisit: place, copy: kept })
  }

  const handle = (event: Event): void => {
    const now = event.at
    if ('publish' in event) {
      count('publishes')
      const { most, always } = world.lag
      const lags = Array.from({ length: regions }, () => (always ? most : uniform() * most))
      history[event.publish]?.push({ at: now, lags })
      queue.push({ at: now + world.publishEvery, publish: event.publish })
      return
    }
    const { revisit: place, copy } = event
    const age = now - copy.made
    if (age < browser.fresh) {
      count('fromBrowser')
      show(place, copy, now)
      return
    }
    const renewed = request(place, now)
    if (renewed.revision === copy.revision) count('notModified')
    if (age < browser.stale) show(place, copy, now, renewed)
    else show(place, renewed, now)
  }

  const end = world.warmUp + world.counted
  // Of all that is shown, what is shown to one who was not there before.
  const gap = 1 / (world.rate * (1 - revisits.chance))
  for (let now = exponential(gap); now < end; now += exponential(gap)) {
    for (let next = queue.peek(); next && next.at <= now; next = queue.peek()) {
      counting = next.at >= world.warmUp
      queue.pop()
      handle(next)
    }
    counting = now >= world.warmUp
    const letter = pickLetter()
    const form = pickForm()
    const url = letter * urlsOfLetter + (form === search ? search + pickSearch() : form)
    const place = { location: pickLocation(), letter, url }
    show(place, request(place, now), now)
  }
  return outcome
}
