/** Which row of a source is which signatory of the list. Pure. */
import type { Signatory } from '../../letter/schema.ts'
import { slugOf } from '../../letter/slug.ts'
import { isNonName } from '../non-names.ts'
import type { Candidate } from './candidate.ts'
import { areSpellings, detailOf, identityOf, looseNameOf, nameOf, shareWord } from './identity.ts'
import type { ImportMemory, Trace } from './memory.ts'

/** Whom a row is; `last` is what the same row gave at the last import, where that is known. */
export type Match = { id: Signatory['id']; last?: Trace }

/** Why it is not sure whether a row is one of those that are `like` it. */
export type Doubt = { reason: 'id' | 'key' | 'name'; like: Signatory[] }

/** By the candidates' index. Who is in neither is new. */
export type Matches = { matches: Map<number, Match>; doubts: Map<number, Doubt> }

/** A signatory of the list, and which rows of the source were found to be it. */
type Slot = { signatory: Signatory; traces: readonly Trace[]; used: Set<Trace>; isTaken: boolean }
type Row = { index: number; candidate: Candidate; trace: Trace }

/** Of so many who have a word in common nobody is asked about: it tells nothing. */
const MAX_COMPARED = 50

const groupBy = <Item>(items: Iterable<Item>, keyOf: (item: Item) => string): Map<string, Item[]> => {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}

const wordsOf = (words: Candidate['signatory']): string[] =>
  words.type === 'person' ? nameOf(words).split(' ') : []

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

/**
 * @param traces of the candidates, by their index
 * @param memory what the last imports gave
 */
export const match = (
  existing: readonly Signatory[],
  candidates: readonly Candidate[],
  traces: readonly Trace[],
  memory: ImportMemory,
): Matches => {
  const slots = existing.map((signatory): Slot => {
    const known = memory.traces.get(signatory.id) ?? []
    return { signatory, traces: known, used: new Set(), isTaken: false }
  })
  const rows = candidates.map(
    (candidate, index): Row => ({ index, candidate, trace: traces[index] as Trace }),
  )
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

  const byIdentity = groupBy(slots.toSorted(activeFirst), ({ signatory }) => identityOf(signatory))
  const byName = groupBy(slots, ({ signatory }) => nameOf(signatory))

  const matchById = (): void => {
    const byId = new Map(slots.map((slot) => [slot.signatory.id, slot]))
    for (const row of rows) {
      const slot = byId.get(row.candidate.id ?? '')
      if (slot === undefined || slot.isTaken) continue
      const { signatory } = row.candidate
      const isNamesake = nameOf(slot.signatory) === nameOf(signatory)
      // An id that leads to one, and a name that is another's: the ids of the source have shifted.
      const isOthers = !isNamesake && byIdentity.has(identityOf(signatory))
      if (hasIdentity(slot, row) || (!isOthers && (isNamesake || shareWord(slot.signatory, signatory))))
        take(slot, row)
      else doubt(row, 'id', [slot])
    }
  }

  const matchByKey = (): void => {
    const known = groupBy(
      slots.flatMap((slot) => slot.traces.map((trace) => ({ slot, trace }))).filter(({ trace }) => trace.key),
      ({ trace }) => trace.key as string,
    )
    for (const [key, group] of groupBy(left(), ({ trace }) => trace.key ?? '')) {
      const owners = (key === '' ? [] : (known.get(key) ?? [])).filter(
        ({ slot, trace }) => !slot.used.has(trace),
      )
      const isUnique = group.length === 1 && owners.length === 1
      for (const row of group) {
        const free = owners.filter(({ slot, trace }) => !slot.used.has(trace))
        const owner =
          free.find(({ trace }) => trace.identity === row.trace.identity) ??
          free.find(({ slot }) => isUnique && areSpellings(slot.signatory, row.candidate.signatory))
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
    const known = groupBy(
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
        .get(identityOf(row.candidate.signatory))
        ?.find((each) => !each.isTaken && !isOfOtherKey(each, row))
      if (slot !== undefined) take(slot, row)
    }
  }

  /** A name that one signatory and one row have, and nobody else: where nothing else they say is different. */
  const matchByUnique = (
    nameIn: (words: Candidate['signatory']) => string,
    isSame: (words: Signatory, other: Candidate['signatory']) => boolean,
  ): void => {
    const listed = groupBy(slots, ({ signatory }) => nameIn(signatory))
    const given = groupBy(rows, ({ candidate }) => nameIn(candidate.signatory))
    for (const row of left()) {
      const { signatory } = row.candidate
      const name = nameIn(signatory)
      const [slot, ...others] = listed.get(name) ?? []
      if (slot === undefined || slot.isTaken || others.length > 0 || given.get(name)?.length !== 1) continue
      if (slot.signatory.type !== signatory.type || isOfOtherKey(slot, row)) continue
      if (isSame(slot.signatory, signatory)) take(slot, row)
    }
  }

  /** Whose names were edited, where no import knows of it: an id was made of the name that the source still has. */
  const madeOf = groupBy(
    slots.filter(({ traces }) => traces.length === 0),
    ({ signatory }) => signatory.id.replace(/-\d+$/, ''),
  )
  const matchByMadeId = (): void => {
    for (const row of left()) {
      const { signatory } = row.candidate
      const id = slugOf(signatory.name)
      const slot = madeOf.get(id.replace(/-\d+$/, ''))?.find((each) => each.signatory.id === id)
      if (slot === undefined || slot.isTaken || slot.signatory.type !== signatory.type) continue
      const [detail, another] = [detailOf(slot.signatory), detailOf(signatory)]
      const isOrganisation = signatory.type === 'organisation' && (detail === '' || another === '')
      if (isOrganisation || (detail === another && detail !== '')) take(slot, row)
    }
  }

  /** Persons whom no row was found to be, by each word of their names: who is written differently shares one. */
  const missingByWord = () =>
    groupBy(
      slots
        .filter(({ isTaken }) => !isTaken)
        .flatMap((slot) => wordsOf(slot.signatory).map((word) => ({ slot, word }))),
      ({ word }) => word,
    )

  /** Who is left has nobody in the list, or somebody of whom it is not sure. */
  const ask = (): void => {
    const missing = missingByWord()
    for (const row of left()) {
      const { signatory } = row.candidate
      if (isNonName(signatory.name)) continue
      const detail = detailOf(signatory)
      const like = (byName.get(nameOf(signatory)) ?? []).filter((slot) => {
        const other = detailOf(slot.signatory)
        const isLike = detail === other || detail === '' || other === ''
        return !slot.isTaken || (slot.signatory.withdrawn !== undefined && isLike)
      })
      const respelt = wordsOf(signatory)
        .map((word) => missing.get(word) ?? [])
        .filter(({ length }) => length <= MAX_COMPARED)
        .flat()
        .map(({ slot }) => slot)
        .filter((slot) => {
          const isSamePlace = detail === detailOf(slot.signatory)
          const isTelling = detail !== '' || slot.signatory.withdrawn !== undefined
          return isSamePlace && isTelling && areSpellings(slot.signatory, signatory)
        })
      const edited = (madeOf.get(slugOf(signatory.name).replace(/-\d+$/, '')) ?? []).filter(
        ({ isTaken }) => !isTaken,
      )
      doubt(row, 'name', like.length > 0 ? like : [...new Set([...edited, ...respelt])])
    }
  }

  matchById()
  matchByKey()
  matchByLastImport()
  matchByIdentity()
  matchByUnique(nameOf, (one, other) => {
    const [detail, another] = [detailOf(one), detailOf(other)]
    return one.type === 'organisation' || detail === '' || another === ''
  })
  matchByUnique(
    (words) => (words.type === 'person' ? '' : looseNameOf(words).name),
    (one, other) => {
      const [acronym, another] = [looseNameOf(one).acronym, looseNameOf(other).acronym]
      return one.type === 'organisation' && (acronym === another || acronym === '' || another === '')
    },
  )
  matchByMadeId()
  for (const index of matches.keys()) doubts.delete(index)
  ask()
  return { matches, doubts }
}
