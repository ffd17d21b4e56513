/** Signatories who are probably in a list twice. Only warnings: two may share a name. */
import { fold, foldForComparison } from '../letter/fold.ts'
import { isNonName } from '../letter/non-names.ts'
import type { Organisation, Person, Signatory } from '../letter/schema.ts'
import type { Diagnostic } from './diagnostic.ts'
import { hashIndex } from './hash-index.ts'
import type { Position } from './position.ts'
import { WITH_ACRONYM } from './with-acronym.ts'

/** Rows of a group that are shown one by one. */
const MAX_SHOWN = 10

type Member = { line: number; id: Signatory['id'] }
type Group = {
  first: Member
  others: Member[]
  /** Of the second: where the warning stands, and what it calls the signatory. */
  name: string
  position: Position
  /** Why the second was found. */
  likeness: string
}

export type LookAlikes = {
  /** Takes the next signatory of the list. */
  add: (signatory: Signatory, line: number, position: () => Position) => void
  /** What was found among those that it was given: one warning for each group, and one for all rows without a name. */
  warnings: () => Diagnostic[]
}

const placeOf = ({ line, id }: Member): string => `line ${line} (${id})`

const warningOf = (
  file: string,
  slug: string,
  { first, others, name, position, likeness }: Group,
): Diagnostic => {
  const [second = first, ...more] = others
  const shown = more.slice(0, MAX_SHOWN).map(placeOf)
  const rest =
    more.length > shown.length ? `, and ${(more.length - shown.length).toLocaleString('en')} more` : ''
  const also = more.length > 0 ? `; so ${more.length > 1 ? 'do' : 'does'} ${shown.join(', ')}${rest}` : ''
  return {
    file,
    ...position,
    message: `“${name}” (${second.id}) looks like the ${likeness} of ${placeOf(first)}${also}`,
    hint: `if they are one: undersigned merge ${slug} ${first.id} ${second.id}`,
  }
}

/**
 * Finds who is probably in a list twice: persons of one name and affiliation, or of one name where one of them has no
 * affiliation; organisations of the same name but for case, accents, “The” or an acronym. What it keeps of a signatory
 * is some eighty bytes, so that a million are looked at in one pass.
 */
export const lookAlikes = (file: string, slug: string): LookAlikes => {
  /** By a text that a signatory is known by: the first row that has it. */
  const known = hashIndex()
  const lines: number[] = []
  const ids: Signatory['id'][] = []
  const groups = new Map<number, Group>()
  /** The group's first row, of each row that is in one. */
  const groupOf = new Map<number, number>()
  let unnamed: { count: number; name: string; position: Position } | undefined

  type Found = { first: number; likeness: string } | undefined
  const found = (first: number | undefined, likeness: string): Found =>
    first === undefined ? undefined : { first, likeness }

  const findPerson = ({ name, affiliation }: Person, row: number): Found => {
    const who = `person\0${fold(name) || name}\0`
    const place = fold(affiliation ?? '')
    const same = known.get(who + place)
    if (same !== undefined) return found(same, 'person')
    known.set(who + place, row)
    // No folded text begins with a space.
    const withPlace = `${who} placed`
    const placed = known.get(withPlace)
    if (place === '') return found(placed, 'person with an affiliation')
    if (placed === undefined) known.set(withPlace, row)
    return found(known.get(who), 'person without an affiliation')
  }

  const findOrganisation = ({ name, acronym }: Organisation, row: number): Found => {
    const [, typed = name, inBrackets] = WITH_ACRONYM.exec(name) ?? []
    const key = foldForComparison(typed) || name
    const short = foldForComparison(acronym ?? inBrackets ?? '')
    const first =
      known.get(`name\0${key}`) ??
      known.get(`acronym\0${key}`) ??
      (short ? known.get(`name\0${short}`) : undefined)
    if (first === undefined) {
      known.set(`name\0${key}`, row)
      if (short !== '') known.set(`acronym\0${short}`, row)
    }
    return found(first, 'organisation')
  }

  return {
    add(signatory, line, position) {
      const { name, id } = signatory
      if (isNonName(name)) {
        if (unnamed === undefined) unnamed = { count: 1, name, position: position() }
        else unnamed.count++
        return
      }
      const row = lines.push(line) - 1
      ids.push(id)
      const like = signatory.type === 'person' ? findPerson(signatory, row) : findOrganisation(signatory, row)
      if (like === undefined) return
      const first = groupOf.get(like.first) ?? like.first
      groupOf.set(row, first)
      const group = groups.get(first)
      if (group !== undefined) group.others.push({ line, id })
      else {
        groups.set(first, {
          first: { line: lines[first] ?? 0, id: ids[first] ?? '' },
          others: [{ line, id }],
          name,
          position: position(),
          likeness: like.likeness,
        })
      }
    },
    warnings() {
      const warnings = Array.from(groups.values(), (group) => warningOf(file, slug, group))
      if (unnamed !== undefined) {
        const { count, name, position } = unnamed
        warnings.push({
          file,
          ...position,
          message: `“${name}” is no name${count > 1 ? `; ${count.toLocaleString('en')} rows of the list have none` : ''}`,
          hint: 'each counts as a signatory; delete those that should not',
        })
      }
      return warnings.sort((one, two) => one.line - two.line)
    },
  }
}
