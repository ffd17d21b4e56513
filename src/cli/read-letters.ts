import { readSite } from '../build/site-file/read.ts'
import { daysToCome } from '../editing/days-to-come.ts'
import { type Diagnostic, formatDiagnostic, formatWarning, isDiagnostic } from '../editing/diagnostic.ts'
import { lookAlikes } from '../editing/look-alikes.ts'
import { letterFolder, listLetters } from '../editing/read-data.ts'
import { openLetter } from '../editing/read-letter.ts'
import type { Notice } from '../editing/read-signatories.ts'
import { didYouMean } from '../letter/nearest.ts'
import type { Signatory } from '../letter/schema.ts'
import { isSlug } from '../letter/schema.ts'
import type { Signing } from '../letter/signing.ts'
import { type Compiled, compile } from '../publishing/compile.ts'
import type { Live, LiveLetter } from '../publishing/live.ts'
import { drain } from '../publishing/pairs.ts'
import type { Pair } from '../revision/layout.ts'
import { CheckFailed, WrongUsage } from './command.ts'
import { counted, visible, withProgress } from './terminal.ts'

/** A letter of `data/`; `signing` is there where the public can sign it. */
export type RightLetter = Compiled & { signing?: Signing }

/** What came of reading a letter's folder: what it compiles to, or what is wrong with it. */
export type Checked = { slug: string; problems: Diagnostic[]; warnings: Diagnostic[]; compiled?: RightLetter }

/** The slugs named, or those of all of `data/`. @throws WrongUsage where there is no such folder */
export const chooseLetters = async (slugs: string[]): Promise<string[]> => {
  const available = await listLetters()
  if (available.length === 0)
    throw new WrongUsage('There is no letter in data/; begin one: undersigned new <slug>')
  for (const slug of slugs) {
    if (available.includes(slug)) continue
    const meant = didYouMean(slug, available)
    const another =
      meant.startsWith('did') || !isSlug(slug) ? '' : `; a new letter begins with undersigned new ${slug}`
    throw new WrongUsage(`There is no data/${slug}; ${meant}${another}`)
  }
  return slugs.length > 0 ? [...new Set(slugs)] : available
}

export const hasFolder = async (slug: string): Promise<boolean> => (await listLetters()).includes(slug)

/** Why a letter's folder is not published, where the letter was taken down or has another slug. */
const closedBy = ({ head, moved }: LiveLetter, slug: string): string | undefined => {
  if (moved)
    return `${slug} was renamed to ${moved.moved_to}: undersigned rename-letter ${slug} ${moved.moved_to} renames data/${slug}, too`
  return (
    head?.retired &&
    `${slug} was retired on ${head.retired.since.slice(0, 10)}: undersigned retire ${slug} --undo brings it back`
  )
}

/**
 * Those of the letters that can be published. The others are warned of.
 *
 * @param named those that were asked for by name
 * @throws WrongUsage where one of these cannot be published
 */
export const withoutClosed = (live: Live, named: readonly string[]): string[] =>
  live.slugs.filter((slug) => {
    const why = closedBy(live.letter(slug), slug)
    if (why !== undefined && named.includes(slug)) throw new WrongUsage(why)
    if (why !== undefined) console.error(visible(`warning: ${why}`))
    return why === undefined
  })

/** Those of the letters that readers get which nobody can change here, for their folder is gone. */
export const withoutFolder = async (live: readonly string[]): Promise<string[]> => {
  const available = new Set(await listLetters())
  return live.filter((slug) => !available.has(slug))
}

/** Warns of letters without a folder. */
export const warnOfMissing = async ({ catalogue }: Pick<Live, 'catalogue'>): Promise<void> => {
  const listed = catalogue.filter(({ unlisted }) => unlisted === undefined)
  for (const slug of await withoutFolder(listed.map(({ slug }) => slug))) {
    console.error(
      visible(
        `warning: ${slug} is live, and there is no data/${slug}: readers still get it; put its folder back, or take it down with undersigned retire ${slug}`,
      ),
    )
  }
}

/** Is given each immutable pair of a letter as it is compiled, to keep those that will be needed. */
export type Keep = (pair: Pair, slug: string) => void

/** Reads a letter's folder through and compiles it, in memory that does not grow with it but for some bytes a name. */
export const checkLetter = async (slug: string, keep: Keep = () => {}): Promise<Checked> => {
  const { letter, signing, problems, warnings, signatories } = await openLetter(await letterFolder(slug))
  const file = `data/${slug}/signatories.csv`
  const looks = lookAlikes(file, slug)
  const days = daysToCome(file)
  const notice: Notice = (signatory, line, place) => {
    looks.add(signatory, line, place)
    days.add(signatory, place)
  }

  async function* signed(): AsyncGenerator<Signatory> {
    for await (const item of signatories(notice)) {
      if (isDiagnostic(item)) problems.push(item)
      else yield item
    }
    warnings.push(...looks.warnings(), ...days.warnings())
  }

  const checked = { slug, problems, warnings }
  if (letter === undefined) {
    for await (const _ of signed()); // for the problems in it
    return checked
  }
  const compiled = await drain(compile(letter, signed()), (pair) => keep(pair, slug))
  return problems.length > 0
    ? checked
    : { ...checked, compiled: { ...compiled, ...(signing && { signing }) } }
}

/** Reads the letters named, or all of `data/`. */
export const checkLetters = async (slugs: string[], keep?: Keep): Promise<Checked[]> => {
  const chosen = await chooseLetters(slugs)
  return withProgress(async (say) => {
    const all: Checked[] = []
    for (const slug of chosen) {
      say(`Reading ${slug}`)
      all.push(await checkLetter(slug, keep))
    }
    return all
  })
}

/**
 * The letters named, or all of `data/`, each compiled. Warnings are said and stop nothing.
 * @throws CheckFailed when anything is wrong in them, after saying all of it
 */
export const rightLetters = async (slugs: string[], keep?: Keep): Promise<RightLetter[]> => {
  const checked = await checkLetters(slugs, keep)
  // Also what a letter says of the site it is on, in its pictures.
  const site = await readSite()
  const problems = [...site.problems, ...checked.flatMap((each) => each.problems)]
  for (const problem of problems) console.error(visible(formatDiagnostic(problem)))
  for (const warning of [...site.warnings, ...checked.flatMap(({ warnings }) => warnings)]) {
    console.error(visible(formatWarning(warning)))
  }
  if (problems.length > 0)
    throw new CheckFailed(`${counted(problems.length, 'problem')} found; nothing was written.`)
  return checked.flatMap(({ compiled }) => compiled ?? [])
}
