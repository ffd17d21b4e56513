/** Random numbers from a seed: the same on every machine. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

export const createRandom = (seed: number) => {
  const generator = xoroshiro128plus(seed)
  /** From nought up to, not including, one. */
  const uniform = (): number => uniformFloat64(generator)
  return {
    uniform,
    below: (count: number): number => Math.floor(uniform() * count),
    /** The time until the next of events that come independently, `mean` apart. */
    exponential: (mean: number): number => -mean * Math.log1p(-uniform()),
    /** An index, as often as its share says. The shares add up to one. */
    choice(shares: number[]) {
      let sum = 0
      const sums: number[] = []
      for (const share of shares) {
        sum += share
        sums.push(sum)
      }
      return (): number => {
        const wanted = uniform() * sum
        let low = 0
        let high = sums.length - 1
        while (low < high) {
          const middle = (low + high) >> 1
          if ((sums[middle] ?? 0) > wanted) high = middle
          else low = middle + 1
        }
        return low
      }
    },
  }
}

/** Shares proportional to 1/n (Zipf's law, exponent 1), which add up to one. */
export const zipf = (count: number): number[] => {
  const weights = Array.from({ length: count }, (_, index) => 1 / (index + 1))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}
