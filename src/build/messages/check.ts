/** Checks what a language says against the schema, its own plural rules and what English says at the same place. */
import * as z from 'zod/mini'
import type { Diagnostic } from '../../editing/diagnostic.ts'
import { didYouMean } from '../../letter/nearest.ts'
import { Plural } from '../../page/messages/schema.ts'
import type { Json, JsonSource, Path } from './source.ts'

/** @param at where the diagnostic belongs; a key that is not there belongs to what should hold it */
type Report = (at: Path, message: string, hint: string) => void

/** A language, and what `categoriesOf` says of it. */
type Language = { tag: string; categories: Map<keyof Plural, number[]> }

const languageName = new Intl.DisplayNames('en', { type: 'language' })

export const isObject = (json: Json | undefined): json is { [key: string]: Json } =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

export const valueAt = (json: Json | undefined, path: Path): Json | undefined =>
  path.reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), json)

const dotted = (path: Path): string => path.join('.')

/** What of a schema stands at a path. */
const schemaAt = (whole: z.core.$ZodType, path: Path): z.core.$ZodType | undefined =>
  path.reduce<z.core.$ZodType | undefined>(
    (schema, key) => (schema instanceof z.ZodMiniObject ? schema.def.shape[key] : undefined),
    whole,
  )

const checkShape = (whole: z.core.$ZodType, messages: Json, english: Json, report: Report): void => {
  const { error } = z.safeParse(whole, messages)
  for (const issue of error?.issues ?? []) {
    const path = issue.path.map(String)
    if (issue.code === 'unrecognized_keys') {
      const schema = schemaAt(whole, path)
      const known = schema instanceof z.ZodMiniObject ? Object.keys(schema.def.shape) : []
      for (const key of issue.keys) {
        const where = path.length === 0 ? 'the file' : dotted(path)
        report([...path, key], `${where} has no “${key}”`, didYouMean(key, known))
      }
    } else if (valueAt(messages, path) === undefined) {
      const said = valueAt(english, path)
      const hint =
        typeof said === 'string' ? `add it; in English it is “${said}”` : 'add it, as en.json has it'
      report(path, `${dotted(path)} is missing`, hint)
    } else {
      const expected = schemaAt(whole, path) instanceof z.ZodMiniObject ? 'an object' : 'of the right type'
      report(path, `${dotted(path)} is not ${expected}`, 'write it as en.json has it')
    }
  }
}

const PLACEHOLDER = /\{[^{}]*\}|[#%{}]/g

const placeholders = (text: string): string[] => [...new Set(text.match(PLACEHOLDER))]

/** @param optional whether a form may leave its number out, as “one name” does */
const checkText = (path: Path, text: string, english: string, report: Report, optional = false): void => {
  const key = dotted(path)
  if (text.trim() === '') {
    report(path, `${key} is empty`, `write it; in English it is “${english}”`)
    return
  }
  if (text !== text.trim()) report(path, `${key} begins or ends with white space`, 'delete it')
  if (/[\n\r\t]| {2}/.test(text)) report(path, `${key} has stray white space in it`, 'write one space')
  const [given, expected] = [placeholders(text), placeholders(english)]
  for (const each of given) {
    if (expected.includes(each)) continue
    const hint =
      expected.length > 0 ? didYouMean(each, expected) : 'delete it: nothing is put in here, as in English'
    report(path, `${key} has ${each}, which stands for nothing here`, hint)
  }
  for (const each of expected) {
    if (given.includes(each) || optional) continue
    report(path, `${key} has no ${each}`, `put it where it belongs; in English it is “${english}”`)
  }
}

/** Numbers that between them need every form of a plural that whole numbers have. */
const SAMPLES = [...Array(201).keys(), 1_000_000, 2_000_000]

/** The forms that a language has, each with those of the samples that take it. */
const categoriesOf = (tag: string): Map<keyof Plural, number[]> => {
  const rules = new Intl.PluralRules(tag)
  const categories = new Map(
    rules.resolvedOptions().pluralCategories.map((category): [keyof Plural, number[]] => [category, []]),
  )
  for (const n of SAMPLES) categories.get(rules.select(n))?.push(n)
  return categories
}

const checkPlural = (
  { tag, categories }: Language,
  path: Path,
  forms: Plural,
  english: Plural,
  report: Report,
): void => {
  const name = languageName.of(tag) ?? tag
  for (const [category, numbers] of categories) {
    if (forms[category] !== undefined) continue
    const use = numbers.length > 0 ? `${numbers.slice(0, 3).join(', ')} …` : 'fractions'
    report(
      [...path, category],
      `${dotted(path)} has no form “${category}”`,
      `add it: ${name} needs it for ${use}`,
    )
  }
  for (const [category, text] of Object.entries(forms) as [keyof Plural, string][]) {
    const at = [...path, category]
    const numbers = categories.get(category)
    if (numbers === undefined) {
      const hint = `delete it; its forms are ${[...categories.keys()].join(', ')}`
      report(at, `${dotted(path)} has a form “${category}”, which ${name} does not have`, hint)
      continue
    }
    // A form of one number only may say that number in words.
    checkText(at, text, english.other, report, numbers.length === 1)
  }
}

/** @param schema that of a file or of one of its parts */
const checkTexts = (
  language: Language,
  schema: z.core.$ZodType | undefined,
  path: Path,
  messages: Json,
  english: Json,
  report: Report,
): void => {
  if (schema === Plural) {
    checkPlural(language, path, messages as Plural, english as Plural, report)
  } else if (isObject(messages)) {
    for (const [key, value] of Object.entries(messages)) {
      const reference = valueAt(english, [key])
      if (schema === undefined || reference === undefined) continue
      checkTexts(language, schemaAt(schema, [key]), [...path, key], value, reference, report)
    }
  } else if (typeof messages === 'string' && typeof english === 'string') {
    checkText(path, messages, english, report)
  }
}

/** What a regional file says again though it inherits it. */
const checkRepeated = (path: Path, own: Json, inherited: Json, parent: string, report: Report): void => {
  if (isObject(own) && isObject(inherited)) {
    for (const [key, value] of Object.entries(own)) {
      const before = inherited[key]
      if (before !== undefined) checkRepeated([...path, key], value, before, parent, report)
    }
  } else if (typeof own === 'string' && own === inherited) {
    report(path, `${dotted(path)} is what ${parent} says`, 'delete it: it is inherited')
  }
}

/** A regional file over the one that it inherits from; whether that one was reviewed says nothing of this one. */
const merge = (inherited: Json, own: Json): Json => {
  if (!isObject(inherited) || !isObject(own)) return own
  const keys = new Set([...Object.keys(inherited), ...Object.keys(own)])
  return Object.fromEntries(
    Array.from(keys, (key): [string, Json] => {
      const [before, now] = [inherited[key], own[key]]
      return [key, before === undefined ? (now ?? null) : now === undefined ? before : merge(before, now)]
    }),
  )
}

/** What a file says, and whether a native reader has read all of it. */
export type Said = { reviewed: boolean; inherits?: string | undefined }

/**
 * What a language says, whole, or all that is wrong with it.
 * @param schema of whole files
 * @param english the reference: which keys there are and what is put into each
 * @param inherited what the file builds upon, which is right
 */
export const checkMessages = <Messages extends Said>(
  { file, tag, json, position }: JsonSource,
  schema: z.ZodMiniType<Messages>,
  english: Json,
  inherited?: { tag: string; messages: Messages },
): { messages: Messages } | { problems: Diagnostic[] } => {
  const problems: Diagnostic[] = []
  const report: Report = (at, message, hint) => problems.push({ file, ...position(at), message, hint })
  let messages = json
  if (inherited) {
    const { reviewed: _, ...rest } = inherited.messages
    messages = merge(rest as Json, json)
    checkRepeated([], json, rest as Json, inherited.tag, report)
  }
  checkShape(schema, messages, english, report)
  checkTexts({ tag, categories: categoriesOf(tag) }, schema, [], messages, english, report)
  problems.sort((a, b) => a.line - b.line || a.column - b.column)
  return problems.length > 0 ? { problems } : { messages: messages as unknown as Messages }
}
