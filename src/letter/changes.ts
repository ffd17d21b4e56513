/** What changed between two revisions of a letter. */
import type { Letter, Signatory } from './schema.ts'

export type SignatoryChanges = {
  added: { id: string; name: string }[]
  removed: { id: string; name: string }[]
  renamed: { id: string; before: string; after: string }[]
  /** Those whose other fields changed, by the fields' names. */
  changed: { id: string; name: string; fields: string[] }[]
}

const named = ({ id, name }: Signatory) => ({ id, name })

/** Signatories are told apart by their ids, so the order of the lists does not matter. */
export const signatoryChanges = (before: Signatory[], after: Signatory[]): SignatoryChanges => {
  const old = new Map(before.map((signatory) => [signatory.id, signatory]))
  const now = new Set(after.map(({ id }) => id))
  const changes: SignatoryChanges = {
    added: after.filter(({ id }) => !old.has(id)).map(named),
    removed: before.filter(({ id }) => !now.has(id)).map(named),
    renamed: [],
    changed: [],
  }
  for (const signatory of after) {
    const was = old.get(signatory.id)
    if (!was) continue
    const { id, name } = signatory
    if (was.name !== name) changes.renamed.push({ id, before: was.name, after: name })
    const fields = [...new Set([...Object.keys(was), ...Object.keys(signatory)])].filter(
      (field) => field !== 'name' && !same(was, signatory, field as keyof Signatory),
    )
    if (fields.length > 0) changes.changed.push({ id, name, fields })
  }
  return changes
}

const same = <Value extends object>(a: Value, b: Value, field: keyof Value): boolean =>
  JSON.stringify(a[field]) === JSON.stringify(b[field])

export type LanguageChanges = { added: string[]; removed: string[]; changed: string[] }

/** The languages that a letter gained, lost, or has other words in. */
export const languageChanges = (before: Letter, after: Letter): LanguageChanges => {
  const old = new Map(before.translations.map((translation) => [translation.language, translation]))
  const now = new Set(after.translations.map(({ language }) => language))
  const changes: LanguageChanges = {
    added: [],
    removed: [...old.keys()].filter((language) => !now.has(language)),
    changed: [],
  }
  for (const translation of after.translations) {
    const was = old.get(translation.language)
    if (!was) changes.added.push(translation.language)
    else if (JSON.stringify(was) !== JSON.stringify(translation)) changes.changed.push(translation.language)
  }
  return changes
}
