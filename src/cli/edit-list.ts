/** What the commands have in common that change a letter's list: they show the change, ask, and write it whole. */
import type { Command } from 'commander'
import { formatDiagnostic } from '../editing/diagnostic.ts'
import type { ImportMemory } from '../editing/import/memory.ts'
import { checkList, type ListFile, printList, readList, saveList } from '../editing/list-file.ts'
import { fold } from '../letter/fold.ts'
import { didYouMean } from '../letter/nearest.ts'
import { printedName, type Signatory } from '../letter/schema.ts'
import { compare, type Side } from '../publishing/diff/compare.ts'
import { CheckFailed, printJson, WrongUsage } from './command.ts'
import { printSignatoryChanges } from './print-diff.ts'
import { chooseLetters } from './read-letters.ts'
import { confirm, signatories as countedSignatories, visible } from './terminal.ts'

export type EditOptions = { json?: true; yes?: true; dryRun?: true }

export const withEditing = (command: Command): Command =>
  command.option('--dry-run', 'show what would change, and write nothing').option('-y, --yes', 'do not ask')

/** Today where the editor is, YYYY-MM-DD. */
export const today = (): string => {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
}

/**
 * A letter's list, to be changed.
 * @throws WrongUsage where there is no such letter, and CheckFailed where there is a problem in its list
 */
export const openList = async (slug: string): Promise<ListFile> => {
  await chooseLetters([slug])
  const list = await readList(slug)
  if (!('problems' in list)) return list
  throw new CheckFailed(
    `${list.problems.map((problem) => visible(formatDiagnostic(problem))).join('\n')}\nNothing was written.`,
  )
}

/** Who has a name, or is the only one who has it as a part of theirs. */
const meantBy = (signatories: readonly Signatory[], name: string): Signatory | undefined => {
  const likely = name === '' ? [] : signatories.filter((each) => fold(each.name).includes(name))
  return likely.find((each) => fold(each.name) === name) ?? (likely.length === 1 ? likely[0] : undefined)
}

/** @throws WrongUsage, with the one that was probably meant, where nobody in the list has the id */
export const findSignatory = ({ file, signatories }: ListFile, id: string): Signatory => {
  const found = signatories.find((each) => each.id === id)
  if (found !== undefined) return found
  const named = meantBy(signatories, fold(id))
  const nearest = didYouMean(
    id,
    signatories.map((each) => each.id),
  )
  const hint =
    named !== undefined
      ? `the id of “${named.name}” is ${named.id}`
      : nearest.startsWith('did')
        ? nearest
        : 'its column id shows the ids'
  throw new WrongUsage(`There is no id “${id}” in ${file}; ${hint}`)
}

const sideOf = (signatories: readonly Signatory[]): Side => {
  const active = signatories.filter(({ withdrawn }) => withdrawn === undefined)
  return {
    revision: '',
    count: active.length,
    date: '',
    translations: [],
    signatories: active,
    withdrawn: signatories.filter(({ withdrawn }) => withdrawn !== undefined),
  }
}

export type Edit = {
  list: ListFile
  /** The list as it is to be. */
  signatories: readonly Signatory[]
  /** What the last imports gave, where the edit changes that. */
  memory?: ImportMemory
  /** What to look at before saying yes. */
  warnings?: string[]
  /** What the edit is about, for programs. */
  about: Record<string, unknown>
}

/**
 * Shows what an edit changes, asks, and writes it.
 * @throws CheckFailed where the list would not be right afterwards
 */
export const writeEdit = async (
  { list, signatories, memory, warnings = [], about }: Edit,
  { json, yes, dryRun }: EditOptions,
): Promise<void> => {
  const { slug, file } = list
  const printed = printList(list, signatories)
  const problems = await checkList(list, printed)
  if (problems.length > 0)
    throw new CheckFailed(`${problems.map(formatDiagnostic).join('\n')}\nNothing was written.`)
  const [before, after] = [sideOf(list.signatories), sideOf(signatories)]
  const changes = compare(slug, before, after).signatories
  const report = (state: 'dry-run' | 'refused' | 'written'): void => {
    if (json) printJson({ state, slug, file, ...about, warnings, changes })
  }
  if (!json) {
    const from = before.count === after.count ? '' : `${before.count.toLocaleString('en')} → `
    console.log(`${file}: ${from}${countedSignatories(after.count)}`)
    for (const line of printSignatoryChanges(changes)) console.log(line)
    for (const warning of warnings) console.log(`  warning: ${visible(warning)}`)
  }
  if (dryRun || !(await confirm(`Write this to ${file}?`, yes))) {
    if (!json) console.log('Nothing was written.')
    return report(dryRun ? 'dry-run' : 'refused')
  }
  await saveList(list, signatories, memory, printed)
  if (!json) console.log(`Written to ${file}. Publish to make it live.`)
  report('written')
}

/** `Ada Example [ada-example]`, for messages. */
export const nameAndId = (signatory: Signatory): string => `${printedName(signatory)} [${signatory.id}]`
