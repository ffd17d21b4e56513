/** What is different between two states of a letter. Pure. */
import { printedName, type Signatory } from '../../letter/schema.ts'
import { type TextChange, textChanges, type Words } from '../../letter/text-changes.ts'
import { type Common, stayed } from './order.ts'

/** A stretch of the list that is the same on both sides, and so was not read. */
export type Shared = { shared: string; count: number }

/** One state of a letter: its words, and in its order those who sign it and those who withdrew. */
export type Side = {
  revision: string
  count: number
  date: string
  translations: Words[]
  signatories: (Signatory | Shared)[]
  withdrawn: (Signatory | Shared)[]
}

type Named = { id: string; name: string }

export type LetterDiff = {
  slug: string
  /** Null where nothing is live. */
  before: { revision: string; count: number } | null
  after: { revision: string; count: number }
  facts: { fact: string; before: string | null; after: string | null }[]
  text: TextChange[]
  signatories: {
    added: (Named & { position: number })[]
    removed: (Named & { position: number })[]
    withdrawn: (Named & { on: string })[]
    renamed: { id: string; before: string; after: string }[]
    changed: (Named & { field: string; before: string | null; after: string | null })[]
    /** Positions from 1, before and after. `count` signatories moved together, where that is more than one. */
    moved: { id: string | null; name: string | null; count: number; from: number; to: number }[]
  }
}

/** What a signatory's printed name is made of: where that changes, the signatory was renamed. */
const NAMES = new Set(['name', 'acronym', 'alias', 'role', 'affiliation', 'printed_as'])

const keyOf = (item: Signatory | Shared): string => ('shared' in item ? `part ${item.shared}` : item.id)

const placed = (items: (Signatory | Shared)[]) => {
  let position = 1
  return new Map(
    items.map((item, index) => {
      const place = { item, index, position }
      position += 'shared' in item ? item.count : 1
      return [keyOf(item), place]
    }),
  )
}

const compareSignatory = (before: Signatory, after: Signatory, into: LetterDiff['signatories']): void => {
  const { id } = after
  const name = printedName(after)
  if (name !== printedName(before)) into.renamed.push({ id, before: printedName(before), after: name })
  const old: Record<string, string | undefined> = before
  const now: Record<string, string | undefined> = after
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (old[field] === now[field]) continue
    if (field === 'withdrawn' && after.withdrawn !== undefined && before.withdrawn === undefined) {
      into.withdrawn.push({ id, name, on: after.withdrawn })
    } else if (!NAMES.has(field) || name === printedName(before)) {
      into.changed.push({ id, name, field, before: old[field] ?? null, after: now[field] ?? null })
    }
  }
}

const NOBODY = { signatories: [], withdrawn: [] }

const compareSignatories = (
  before: Pick<Side, 'signatories' | 'withdrawn'>,
  after: Pick<Side, 'signatories' | 'withdrawn'>,
): LetterDiff['signatories'] => {
  const result: LetterDiff['signatories'] = {
    added: [],
    removed: [],
    withdrawn: [],
    renamed: [],
    changed: [],
    moved: [],
  }
  const old = placed(before.signatories)
  const oldWithdrawn = placed(before.withdrawn)
  const now = placed(after.signatories)
  const nowWithdrawn = placed(after.withdrawn)

  for (const [key, { item, position }] of [...old, ...oldWithdrawn]) {
    if ('shared' in item || now.has(key) || nowWithdrawn.has(key)) continue
    result.removed.push({ id: item.id, name: printedName(item), position })
  }
  for (const [key, { item, position }] of [...now, ...nowWithdrawn]) {
    if ('shared' in item) continue
    const was = (old.get(key) ?? oldWithdrawn.get(key))?.item
    if (was === undefined) result.added.push({ id: item.id, name: printedName(item), position })
    else if (!('shared' in was)) compareSignatory(was, item, result)
  }
  // Who withdrew or came back did not move, even though the others closed up or made room.
  const common: (Common & { item: Signatory | Shared; from: number; to: number })[] = []
  for (const [key, { item, position }] of now) {
    const was = old.get(key)
    if (was === undefined) continue
    const weight = 'shared' in item ? item.count : 1
    common.push({ before: was.index, weight, item, from: was.position, to: position })
  }
  const still = stayed(common)
  common.forEach(({ item, from, to }, index) => {
    if (still[index]) return
    const who =
      'shared' in item
        ? { id: null, name: null, count: item.count }
        : { id: item.id, name: printedName(item), count: 1 }
    result.moved.push({ ...who, from, to })
  })
  return result
}

/** What changes when `after` takes the place of `before`. */
export const compare = (slug: string, before: Side | undefined, after: Side): LetterDiff => {
  const facts: LetterDiff['facts'] = []
  const fact = (name: string, old: string | undefined, now: string | undefined) => {
    if (old !== now) facts.push({ fact: name, before: old ?? null, after: now ?? null })
  }
  if (before !== undefined) {
    fact('date', before.date, after.date)
    fact('original', before.translations[0]?.language, after.translations[0]?.language)
    for (const { language } of before.translations) {
      if (!after.translations.some((other) => other.language === language))
        fact('language', language, undefined)
    }
    for (const { language } of after.translations) {
      if (!before.translations.some((other) => other.language === language))
        fact('language', undefined, language)
    }
  }
  return {
    slug,
    before: before ? { revision: before.revision, count: before.count } : null,
    after: { revision: after.revision, count: after.count },
    facts,
    text: before ? textChanges(before.translations, after.translations) : [],
    // A letter that was not there before is new as a whole: its signatories are not news one by one.
    signatories: before ? compareSignatories(before, after) : compareSignatories(NOBODY, NOBODY),
  }
}
