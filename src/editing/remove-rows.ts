/** Taking somebody's rows out of a `signatories.csv`, of which a million rows need no memory but their bytes. */
import type { Values } from '../letter/columns.ts'
import type { Signatory } from '../letter/schema.ts'
import { delimiterOf } from './csv.ts'
import { rowsOf, wordsOf } from './rewrite-signatories.ts'

const QUOTE = 0x22
const CARRIAGE_RETURN = 0x0d
const LINE_FEED = 0x0a

/** Where each record begins, and where the next one does. */
function* recordsIn(csv: Buffer): Generator<{ from: number; to: number }> {
  let from = 0
  let quoted = false
  for (let at = 0; at < csv.length; at++) {
    const byte = csv[at]
    // A mark that is written twice closes the field and opens it again, which comes to the same.
    if (byte === QUOTE) quoted = !quoted
    else if (!quoted && (byte === LINE_FEED || (byte === CARRIAGE_RETURN && csv[at + 1] !== LINE_FEED))) {
      yield { from, to: at + 1 }
      from = at + 1
    }
  }
  if (from < csv.length) yield { from, to: csv.length }
}

const withoutLastEnding = (csv: Buffer): Buffer => {
  const end = csv.at(-1) === LINE_FEED ? csv.length - 1 : csv.length
  return csv.subarray(0, csv[end - 1] === CARRIAGE_RETURN ? end - 1 : end)
}

/** A list without somebody's rows, each other byte as it was, and what those rows say by column. */
export const removeRows = (list: Uint8Array, id: Signatory['id']): { csv: Uint8Array; removed: Values[] } => {
  const csv = Buffer.from(list.buffer, list.byteOffset, list.byteLength)
  const delimiter = delimiterOf(csv)
  const wordsIn = (from: number, to: number): string[] =>
    (rowsOf(csv.toString('latin1', from, to), delimiter).next().value?.fields ?? []).map(wordsOf)
  const kept: Buffer[] = []
  const removed: Values[] = []
  let names: string[] | undefined
  let end = 0
  let next = csv.indexOf(id)
  for (const { from, to } of recordsIn(csv)) {
    if (names === undefined) {
      names = wordsIn(from, to).map((name) => name.toLowerCase())
      if (next >= 0 && next < to) next = csv.indexOf(id, to)
    }
    if (next < 0) break
    if (next < from || next >= to) continue
    next = csv.indexOf(id, to)
    const words = wordsIn(from, to)
    if (words[names.indexOf('id')] !== id) continue
    removed.push(Object.fromEntries(names.map((name, index) => [name, words[index] ?? ''])))
    kept.push(csv.subarray(end, from))
    end = to
  }
  if (removed.length === 0) return { csv: list, removed }
  const left = Buffer.concat([...kept, csv.subarray(end)])
  // What ends the file stays at its end, whoever stands there.
  const ends = csv.at(-1) === LINE_FEED || csv.at(-1) === CARRIAGE_RETURN
  return { csv: ends ? left : withoutLastEnding(left), removed }
}
