/** Which of a million texts came before, in some forty bytes for each instead of the text. */

const SMALLEST = 1024

/** 53 bits of the text: two 32-bit multiplicative hashes, mixed. Of a million texts two share one once in ten thousand lists. */
const hashOf = (text: string): number => {
  let one = 0xdeadbeef
  let two = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    one = Math.imul(one ^ unit, 0x9e3779b1)
    two = Math.imul(two ^ unit, 0x5f356495)
  }
  one = Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(two ^ (two >>> 13), 0xc2b2ae35)
  two = Math.imul(two ^ (two >>> 16), 0x85ebca6b) ^ Math.imul(one ^ (one >>> 13), 0xc2b2ae35)
  return (two & 0x1fffff) * 0x100000000 + (one >>> 0) + 1
}

export type HashIndex = {
  /** The number that was set for a text. */
  get: (text: string) => number | undefined
  set: (text: string, value: number) => void
}

/** A hash table with open addressing: what it holds of a text is a hash, and one whole number up to 2^31. */
export const hashIndex = (): HashIndex => {
  let hashes = new Float64Array(SMALLEST)
  let values = new Int32Array(SMALLEST)
  let size = 0

  /** Where a hash is, or the empty slot where it would be. */
  const slotOf = (hash: number): number => {
    const mask = hashes.length - 1
    let slot = hash & mask
    while (hashes[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & mask
    return slot
  }

  const put = (hash: number, value: number): void => {
    const slot = slotOf(hash)
    if (hashes[slot] === 0) size++
    hashes[slot] = hash
    values[slot] = value
  }

  const grow = (): void => {
    const [oldHashes, oldValues] = [hashes, values]
    hashes = new Float64Array(oldHashes.length * 2)
    values = new Int32Array(oldHashes.length * 2)
    size = 0
    oldHashes.forEach((hash, slot) => {
      if (hash !== 0) put(hash, oldValues[slot] ?? 0)
    })
  }

  return {
    get: (text) => {
      const slot = slotOf(hashOf(text))
      return hashes[slot] === 0 ? undefined : values[slot]
    },
    set: (text, value) => {
      if (size * 4 > hashes.length * 3) grow()
      put(hashOf(text), value)
    },
  }
}
