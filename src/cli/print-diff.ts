import { shorten, type WordChange } from '../letter/diff-text.ts'
import type { LetterDiff } from '../publishing/diff/compare.ts'
import { coloured, short, shortened, signatories, visible } from './terminal.ts'

/** Entries of one kind that are printed one by one; --json has them all. */
const MOST = 50

const gone = (text: string) => coloured('red', `[-${text}-]`)
const come = (text: string) => coloured('green', `{+${text}+}`)

const flat = (text: string): string => text.replace(/\n+/g, ' ¶ ')

/** The words around each change; the marks are those of `git diff --word-diff`, so colour adds nothing but comfort. */
const changedWords = (changes: WordChange[]): string =>
  changes
    .map(({ type, value }, index) => {
      if (type === 'same') return visible(shorten(flat(value), index === 0, index === changes.length - 1))
      return (type === 'removed' ? gone : come)(flat(value))
    })
    .join('')

function* listed<Item>(items: Item[], print: (item: Item) => string): Generator<string> {
  for (const line of shortened(items, MOST, print)) yield `  ${line}`
}

/** Whether publishing would change anything. */
export const isChange = ({ before, after }: LetterDiff): boolean => before?.revision !== after.revision

/** What changes in the list, one line a change. */
export function* printSignatoryChanges({
  added,
  removed,
  withdrawn,
  renamed,
  changed,
  moved,
}: LetterDiff['signatories']): Generator<string> {
  yield* listed(added, ({ name, position }) => `${coloured('green', `+ ${name}`)} (${position})`)
  yield* listed(removed, ({ name, position }) => `${coloured('red', `- ${name}`)} (was ${position})`)
  yield* listed(withdrawn, ({ name, on }) => `${coloured('red', `× ${name}`)} withdrew on ${on}`)
  yield* listed(renamed, ({ before: old, after: now }) => `~ ${gone(old)} ${come(now)}`)
  yield* listed(
    changed,
    ({ name, field, before: old, after: now }) =>
      `~ ${visible(name)}: ${field} ${[old !== null && gone(old), now !== null && come(now)].filter(Boolean).join(' ')}`,
  )
  yield* listed(
    moved,
    ({ name, count: many, to }) =>
      `↕ ${name === null || name === undefined ? signatories(many) : visible(name)} moved to place ${to}`,
  )
}

/** The diff for a person: one line a change. */
export function* printDiff(diff: LetterDiff): Generator<string> {
  const { slug, before, after, facts, text } = diff
  if (!isChange(diff)) {
    yield `${slug}: nothing changes (revision ${short(after.revision)}, ${signatories(after.count)})`
    return
  }
  if (before === null) {
    yield `${slug}: new, revision ${short(after.revision)}, ${signatories(after.count)}`
    return
  }
  const count =
    before.count === after.count
      ? signatories(after.count)
      : `${before.count.toLocaleString('en')} → ${signatories(after.count)}`
  yield `${slug}: revision ${short(before.revision)} → ${short(after.revision)}, ${count}`
  for (const { fact, before: old, after: now } of facts) {
    yield `  ${fact}: ${[old && gone(old), now && come(now)].filter(Boolean).join(' ')}`
  }
  for (const { language, field, changes } of text) yield `  ${field} (${language}): ${changedWords(changes)}`
  yield* printSignatoryChanges(diff.signatories)
}
