/** Which row of a source is which signatory of the list. Pure. */

import { isNonName } from '../../letter/non-names.ts'
import type { Signatory } from '../../letter/schema.ts'
import { slugOf } from '../../letter/slug.ts'
import type { Candidate } from './candidate.ts'
import { areSpellings, type Identity, identify, looseNameOf, mayBeOne, shareWord } from './identity.ts'
import type { ImportMemory, Trace } from './memory.ts'

/** Whom a row is; `last` is what the same row gave at the last import, where that is known. */
export type Match = { id: Signatory['id']; last?: Trace }

/** Why it is not sure whether a row is one of those that are `like` it. */
export type Doubt = { reason: 'id' | 'key' | 'name'; like: Signatory[] }

/** By the candidates' index. Who is in neither is new. */
export type Matches = { matches: Map<number, Match>; doubts: Map<number, Doubt> }

/** A signatory of the list, and which rows of the source were found to be it. */
type Slot = {
  signatory: Signatory
  identity: Identity
  traces: readonly Trace[]
  used: Set<Trace>
  isTaken: boolean
}

/** A row of the source, and who and what it is. */
export type Row = { index: number; candidate: Candidate; identity: Identity; trace: Trace }

/** Of so many who have a word in common nobody is asked about: it tells nothing. */
const MAX_COMPARED = 50

const wordsOf = ({ type, name }: Identity): string[] => (type === 'person' ? name.split(' ') : [])

/** What an id was made of, without the number that a namesake gets. */
const stemOf = (id: string): string => id.replace(/-\d+$/, '')

/** Rows that cannot be told apart go to who is active first: nobody is to withdraw because another row of theirs did. */
const activeFirst = (one: Slot, other: Slot): number =>
  Number(one.signatory.withdrawn !== undefined) - Number(other.signatory.withdrawn !== undefined)

const areKeysApart = (trace: Trace, { key }: Trace): boolean =>
  key !== undefined && trace.key !== undefined && trace.key !== key

/** Whether every row that was this signatory had another key than this one has. */
const isOfOtherKey = ({ traces }: Slot, row: Row): boolean =>
  traces.length > 0 && traces.every((trace) => areKeysApart(trace, row.trace))

const hasIdentity = ({ traces }: Slot, { trace }: Row): boolean =>
  traces.some(({ identity }) => identity === trace.identity)

/** @param memory what the last imports gave */
export const match = (
  existing: readonly Signatory[],
  rows: readonly Row[],
  memory: ImportMemory,
): Matches => {
  const slots = existing.map((signatory): Slot => {
    const traces = memory.traces.get(signatory.id) ?? []
    return { signatory, identity: identify(signatory), traces, used: new Set(), isTaken: false }
  })
  const matches = new Map<number, Match>()
  const doubts = new Map<number, Doubt>()
  const left = () => rows.filter(({ index }) => !matches.has(index))

  const take = (slot: Slot, { index, trace }: Row, found?: Trace): void => {
    const free = slot.traces.filter((each) => !slot.used.has(each))
    const last =
      found ??
      free.find(({ identity }) => identity === trace.identity) ??
      (slot.traces.length === 1 ? free[0] : undefined)
    if (last !== undefined) slot.used.add(last)
    slot.isTaken = true
    matches.set(index, { id: slot.signatory.id, ...(last && { last }) })
  }
  const doubt = (row: Row, reason: Doubt['reason'], like: Slot[]): void => {
    if (like.length > 0) doubts.set(row.index, { reason, like: like.map(({ signatory }) => signatory) })
  }

  const byIdentity = Map.groupBy(slots.toSorted(activeFirst), ({ identity }) => identity.whole)
  const byName = Map.groupBy(slots, ({ identity }) => identity.name)

  const matchById = (): void => {
    const byId = new Map(slots.map((slot) => [slot.signatory.id, slot]))
    for (const row of rows) {
      const slot = byId.get(row.candidate.id ?? '')
      if (slot === undefined || slot.isTaken) continue
      const isNamesake = slot.identity.name === row.identity.name
      // An id that leads to one, and a name that is another's: the ids of the source have shifted.
      const isOthers = !isNamesake && byIdentity.has(row.identity.whole)
      if (hasIdentity(slot, row) || (!isOthers && (isNamesake || shareWord(slot.identity, row.identity))))
        take(slot, row)
      else doubt(row, 'id', [slot])
    }
  }

  const matchByKey = (): void => {
    const known = Map.groupBy(
      slots.flatMap((slot) => slot.traces.map((trace) => ({ slot, trace }))).filter(({ trace }) => trace.key),
      ({ trace }) => trace.key as string,
    )
    for (const [key, group] of Map.groupBy(left(), ({ trace }) => trace.key ?? '')) {
      const owners = (known.get(key) ?? []).filter(({ slot, trace }) => !slot.used.has(trace))
      const isUnique = group.length === 1 && owners.length === 1
      for (const row of group) {
        const free = owners.filter(({ slot, trace }) => !slot.used.has(trace))
        const owner =
          free.find(({ trace }) => trace.identity === row.trace.identity) ??
          free.find(({ slot }) => isUnique && areSpellings(slot.identity, row.identity))
        if (owner !== undefined) take(owner.slot, row, owner.trace)
        else
          doubt(
            row,
            'key',
            free.filter(({ slot }) => !slot.isTaken).map(({ slot }) => slot),
          )
      }
    }
  }

  const matchByLastImport = (): void => {
    const known = Map.groupBy(
      slots.toSorted(activeFirst).flatMap((slot) => slot.traces.map((trace) => ({ slot, trace }))),
      ({ trace }) => trace.identity,
    )
    for (const row of left()) {
      const owner = known
        .get(row.trace.identity)
        ?.find(({ slot, trace }) => !slot.used.has(trace) && !areKeysApart(trace, row.trace))
      if (owner !== undefined) take(owner.slot, row, owner.trace)
    }
  }

  const matchByIdentity = (): void => {
    for (const row of left()) {
      const slot = byIdentity
        .get(row.identity.whole)
        ?.find((each) => !each.isTaken && !isOfOtherKey(each, row))
      if (slot !== undefined) take(slot, row)
    }
  }

  /** A name that one signatory and one row have, and nobody else: where nothing else they say is different. */
  const matchByUnique = (
    nameIn: (identity: Identity, words: Candidate['signatory']) => string,
    isOne: (slot: Slot, row: Row) => boolean,
  ): void => {
    const listed = Map.groupBy(slots, ({ identity, signatory }) => nameIn(identity, signatory))
    const given = Map.groupBy(rows, ({ identity, candidate }) => nameIn(identity, candidate.signatory))
    for (const row of left()) {
      const name = nameIn(row.identity, row.candidate.signatory)
      const namesakes = listed.get(name)
      const slot = namesakes?.[0]
      if (slot === undefined || slot.isTaken) continue
      if (namesakes?.length !== 1 || given.get(name)?.length !== 1) continue
      if (slot.identity.type === row.identity.type && !isOfOtherKey(slot, row) && isOne(slot, row))
        take(slot, row)
    }
  }

  /** Whose names were edited, where no import knows of it: an id was made of the name that the source still has. */
  const unknown = Map.groupBy(
    slots.filter(({ traces }) => traces.length === 0),
    ({ signatory }) => stemOf(signatory.id),
  )
  const matchByMadeId = (): void => {
    for (const row of left()) {
      const { type, detail } = row.identity
      const id = slugOf(row.candidate.signatory.name)
      const slot = unknown.get(stemOf(id))?.find(({ signatory }) => signatory.id === id)
      if (slot === undefined || slot.isTaken || slot.identity.type !== type) continue
      const isSame = detail === slot.identity.detail && detail !== ''
      if (isSame || (type === 'organisation' && mayBeOne(slot.identity, row.identity))) take(slot, row)
    }
  }

  /** Persons whom no row was found to be, by each word of their names: who is written differently shares one. */
  const missingByWord = () =>
    Map.groupBy(
      slots
        .filter(({ isTaken }) => !isTaken)
        .flatMap((slot) => wordsOf(slot.identity).map((word) => ({ slot, word }))),
      ({ word }) => word,
    )

  /** Who is left has nobody in the list, or somebody of whom it is not sure. */
  const ask = (): void => {
    const missing = missingByWord()
    for (const row of left()) {
      const { identity } = row
      const { name } = row.candidate.signatory
      if (isNonName(name)) continue
      const namesakes = (byName.get(identity.name) ?? []).filter(
        (slot) =>
          !slot.isTaken || (slot.signatory.withdrawn !== undefined && mayBeOne(slot.identity, identity)),
      )
      if (namesakes.length > 0) {
        doubt(row, 'name', namesakes)
        continue
      }
      const edited = (unknown.get(stemOf(slugOf(name))) ?? []).filter(({ isTaken }) => !isTaken)
      const respelt = wordsOf(identity)
        .map((word) => missing.get(word) ?? [])
        .filter(({ length }) => length <= MAX_COMPARED)
        .flat()
        .map(({ slot }) => slot)
        .filter((slot) => {
          const isTelling = identity.detail !== '' || slot.signatory.withdrawn !== undefined
          const isSamePlace = identity.detail === slot.identity.detail
          return isSamePlace && isTelling && areSpellings(slot.identity, identity)
        })
      doubt(row, 'name', [...new Set([...edited, ...respelt])])
    }
  }

  matchById()
  matchByKey()
  matchByLastImport()
  matchByIdentity()
  matchByUnique(
    ({ name }) => name,
    ({ identity }, row) => identity.type === 'organisation' || mayBeOne(identity, row.identity),
  )
  matchByUnique(
    ({ type }, words) => (type === 'person' ? '' : looseNameOf(words).name),
    ({ identity, signatory }, row) => {
      const [one, other] = [looseNameOf(signatory).acronym, looseNameOf(row.candidate.signatory).acronym]
      return identity.type === 'organisation' && (one === other || one === '' || other === '')
    },
  )
  matchByMadeId()
  for (const index of matches.keys()) doubts.delete(index)
  ask()
  return { matches, doubts }
}
