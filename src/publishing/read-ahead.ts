/** Reading the parts of a list: one by one where they are apart, many in a call where one is asked for after the other. */
import { getValues, type Kv } from './kv.ts'
import type { ReadValue } from './part-reader.ts'

/** How many parts a call reads of those that follow one another: some 2 MB. */
export const AHEAD = 16

/** @param keys of the list's parts, in its order */
export const createReadAhead = (kv: Pick<Kv, 'get'>, keys: readonly string[]): ReadValue => {
  const places = new Map(keys.map((key, place) => [key, place]))
  let ready = new Map<string, string>()
  let last = -1
  return async (key) => {
    const place = places.get(key)
    const wanted = place !== undefined && place === last + 1 ? keys.slice(place, place + AHEAD) : [key]
    if (place !== undefined) last = place
    if (!ready.has(key)) ready = await getValues(kv, wanted)
    return ready.get(key)
  }
}
