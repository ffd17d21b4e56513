/** A list that is there, and what a source has now: who is whom, who is new, and what changed. Pure. */
import { printedName, type Signatory } from '../../letter/schema.ts'
import { slugOf } from '../../letter/slug.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { idGiver } from '../new-id.ts'
import { groupBySection } from '../sections.ts'
import type { Candidate } from './candidate.ts'
import { identify } from './identity.ts'
import { type Doubt, match, type Row } from './match.ts'
import { hasher, type ImportMemory, type Trace } from './memory.ts'
import { type FieldChange, type KeptField, mergeRow, replaceRow } from './merge-row.ts'
import { traceOf } from './trace.ts'

export type MergeOptions = {
  /** The source, as questions name it. */
  file: string
  /** The letter, as commands in hints name it. */
  slug: string
  /** What the last imports gave; `emptyMemory()` where that is not known. */
  memory: ImportMemory
  /** Whether an id was ever somebody's, also of who is no longer in the list. */
  wasGiven: (id: string) => boolean
  /** The day, YYYY-MM-DD, on which those withdraw whom the source no longer has. Left out, they stay. */
  withdrawGone?: string | undefined
  /** Take the source's values and order, and drop who is not in it. Ids and withdrawals stay all the same. */
  replace?: boolean | undefined
}

type Named = { id: Signatory['id']; name: string }

export type MergedList = {
  signatories: Signatory[]
  /** `position` in the merged list, from 1. */
  added: (Named & { position: number })[]
  changed: FieldChange[]
  /** Edited by hand since the last import, or what only the list decides: the type; where nothing is known, the name. */
  kept: KeptField[]
  /** How many are in both and did not change. */
  same: number
  /** Whom the source had and no longer has, and who had not withdrawn before; `withdrawn` is the day if they do now. */
  gone: (Named & { withdrawn?: string })[]
  /** Who withdrew, and whom the source still has. They stay withdrawn. */
  stillListed: Named[]
  /** With `replace`: who is no longer in the list. */
  removed: Named[]
  /** Rows that may or may not be somebody in the list. `id` is under which one was added; left out, it was not. */
  questions: (Diagnostic & { id?: Signatory['id'] })[]
  /** What to keep for the next import. */
  memory: ImportMemory
}

const named = (signatory: Signatory): Named => ({ id: signatory.id, name: printedName(signatory) })

/** By the candidates' index an id for each who has none in the list. Those that the source itself gives come before those made of names. */
const giveIds = (
  candidates: Iterable<[index: number, Candidate]>,
  isTaken: (id: string) => boolean,
): Map<number, Signatory['id']> => {
  const give = idGiver(isTaken)
  const waiting: [number, Candidate][] = []
  const ids = new Map<number, Signatory['id']>()
  for (const [index, candidate] of candidates) {
    if (candidate.id === undefined) waiting.push([index, candidate])
    else ids.set(index, give(candidate.id))
  }
  for (const [index, { signatory }] of waiting) ids.set(index, give(slugOf(signatory.name)))
  return ids
}

const SHOWN_LIKE = 3

const question = (
  { candidate, id, doubt }: { candidate: Candidate; id: Signatory['id'] | undefined; doubt: Doubt },
  { file, slug }: MergeOptions,
): MergedList['questions'][number] => {
  const { signatory, position } = candidate
  const [first] = doubt.like
  const like = doubt.like.slice(0, SHOWN_LIKE).map((each) => {
    const withdrew = each.withdrawn === undefined ? '' : `, who withdrew on ${each.withdrawn}`
    return `${each.id} (${printedName(each)})${withdrew}`
  })
  const more = doubt.like.length > like.length ? ` and ${doubt.like.length - like.length} more` : ''
  const why = {
    id: 'has the id of another name',
    key: 'has the key of another name',
    name: 'may or may not be somebody in the list',
  }[doubt.reason]
  const message = `“${printedName({ ...signatory, id: '' } as Signatory)}” ${why}: ${like.join(', ')}${more}`
  const place = { file, ...position, message }
  return id === undefined
    ? {
        ...place,
        hint: `left out; if it is somebody else: undersigned add ${slug} ${JSON.stringify(signatory.name)}`,
      }
    : {
        ...place,
        hint: `added as ${id}; if the two are one: undersigned merge ${slug} ${first?.id} ${id}`,
        id,
      }
}

/**
 * Merges what a source has into the list that is there. Who is whom is known by the source's id, else by the key that
 * the editor named, else by what the last import gave, else by folded name and affiliation (persons) or name
 * (organisations); never by a name that several share. Ids, order, withdrawals and hand edits stay. Who is new comes
 * at the end of their section, in the source's order, under an id that nobody ever had.
 *
 * Where it is not sure whether a row is somebody in the list, it becomes a signatory of its own and a question; if
 * whom it may be has withdrawn, only a question: nobody is to be found again in a list that they left.
 */
export const mergeLists = (
  existing: readonly Signatory[],
  candidates: readonly Candidate[],
  options: MergeOptions,
): MergedList => {
  const { file, memory, wasGiven, withdrawGone, replace = false } = options
  const hash = hasher(memory)
  const sourceRows = candidates.map((candidate, index): Row => {
    const identity = identify(candidate.signatory)
    return { index, candidate, identity, trace: traceOf(candidate, hash, identity) }
  })
  const { matches, doubts } = match(existing, sourceRows, memory)
  const isLeftOut = (index: number): boolean =>
    doubts.get(index)?.like.some(({ withdrawn }) => withdrawn !== undefined) ?? false

  const rows = new Map(existing.map((signatory) => [signatory.id, signatory]))
  const fresh = [...candidates.entries()].filter(([index]) => !matches.has(index) && !isLeftOut(index))
  const newIds = giveIds(fresh, (id) => rows.has(id) || wasGiven(id))

  const questions: MergedList['questions'] = []
  const changed: FieldChange[] = []
  const kept: KeptField[] = []
  const touched = new Set<Signatory['id']>()
  /** The source's rows of each signatory, in the source's order. */
  const renewed = new Map<Signatory['id'], Trace[]>()
  const replayed = new Set<Trace>()
  for (const { index, candidate, trace } of sourceRows) {
    const found = matches.get(index)
    const doubt = doubts.get(index)
    const id = found?.id ?? newIds.get(index)
    if (doubt !== undefined) questions.push(question({ candidate, id, doubt }, options))
    if (id === undefined) continue
    const before = rows.get(id)
    if (found === undefined || before === undefined) {
      rows.set(id, { ...candidate.signatory, id } as Signatory)
      if (candidate.id !== undefined && candidate.id !== id && doubt === undefined) {
        questions.push({
          file,
          ...candidate.position,
          id,
          message: `the id “${candidate.id}” was given before, and is not given again`,
          hint: `“${candidate.signatory.name}” was added as ${id}`,
        })
      }
    } else if (!replace || !renewed.has(id)) {
      const merged = replace ? replaceRow(before, candidate) : mergeRow(before, candidate, found.last, hash)
      rows.set(id, merged.after)
      changed.push(...merged.changed)
      kept.push(...merged.kept)
      if (merged.changed.length > 0) touched.add(id)
    }
    if (found?.last !== undefined) replayed.add(found.last)
    renewed.set(id, [...(renewed.get(id) ?? []), trace])
  }

  const wasInSource = (id: string): boolean => !memory.hasImport || memory.traces.has(id)
  const missing = existing.filter(({ id, withdrawn }) => withdrawn === undefined && !renewed.has(id))
  const gone = replace ? [] : missing.filter(({ id }) => wasInSource(id))
  if (withdrawGone !== undefined)
    for (const each of gone) rows.set(each.id, { ...each, withdrawn: withdrawGone })

  const keptIds = existing.filter(
    ({ id, withdrawn }) => !replace || (withdrawn !== undefined && !renewed.has(id)),
  )
  const order = replace
    ? [...renewed.keys(), ...keptIds.map(({ id }) => id)]
    : [...keptIds.map(({ id }) => id), ...fresh.flatMap(([index]) => newIds.get(index) ?? [])]
  const signatories = groupBySection(order.map((id) => rows.get(id) as Signatory))
  const before = new Map(existing.map((signatory) => [signatory.id, signatory]))
  const matched = existing.filter(({ id }) => renewed.has(id))
  return {
    signatories,
    added: signatories.flatMap((each, index) =>
      before.has(each.id) ? [] : [{ ...named(each), position: index + 1 }],
    ),
    changed,
    kept,
    same: matched.length - touched.size,
    gone: gone.map((each) => ({
      ...named(each),
      ...(withdrawGone !== undefined && { withdrawn: withdrawGone }),
    })),
    stillListed: matched.filter(({ withdrawn }) => withdrawn !== undefined).map(named),
    removed: replace ? missing.map(named) : [],
    questions,
    memory: {
      salt: memory.salt,
      hasImport: true,
      traces: new Map(
        order.flatMap((id) => {
          const earlier = (memory.traces.get(id) ?? []).filter((trace) => !replayed.has(trace))
          const all = [...(renewed.get(id) ?? []), ...earlier]
          return all.length > 0 ? [[id, all]] : []
        }),
      ),
    },
  }
}
