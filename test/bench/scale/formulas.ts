/**
 * What queueing theory says of the same world: Poisson arrivals at a rate r, and a cache that keeps each answer for T
 * seconds of its age. A cycle is T and then the wait for the next request, 1/r; so the Worker runs r/(1+rT) times a second.
 * The reader waits for it only when none asked in the seconds between `fresh` and `stale`, which is e^(-r(stale-fresh)).
 */
import { zipf } from './random.ts'
import type { World } from './world.ts'

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)

/**
 * The shares of requests for which the Worker runs and for which a reader waits for it, and reads of heads a request.
 *
 * @param rate requests a second, those of revisits too
 */
export const predict = (world: World, rate: number): { runs: number; waited: number; headReads: number } => {
  const { locations, regions, isolates, letters, forms, searches, shared, head } = world
  const ofLocation = zipf(locations)
  const regionOf = (location: number): number => location % regions
  const ofRegion = Array.from({ length: regions }, (_, region) =>
    sum(ofLocation.filter((_, location) => regionOf(location) === region)),
  )
  const ofLetter = zipf(letters)
  // All forms but the last are one address each.
  const ofForm = forms.slice(0, -1).map(({ share }) => share)
  const ofAddress = [...ofForm, ...zipf(searches).map((share) => share * (1 - sum(ofForm)))]

  let runs = 0
  let waited = 0
  let headReads = 0
  for (const letter of ofLetter) {
    const runsIn = ofRegion.map((region) => {
      const rates = ofAddress.map((address) => rate * region * letter * address)
      const perAddress = rates.map((r) => r / (1 + r * (shared?.fresh ?? 0)))
      waited += sum(
        perAddress.map((each, index) =>
          shared ? each * Math.exp(-(rates[index] ?? 0) * (shared.stale - shared.fresh)) : each,
        ),
      )
      return sum(perAddress)
    })
    runs += sum(runsIn)
    for (const [location, share] of ofLocation.entries()) {
      const region = regionOf(location)
      const ofIsolate = ((runsIn[region] ?? 0) * share) / (ofRegion[region] ?? 1) / isolates
      headReads += (isolates * ofIsolate) / (1 + ofIsolate * (head?.fresh ?? 0))
    }
  }
  return { runs: runs / rate, waited: waited / rate, headReads: headReads / rate }
}
