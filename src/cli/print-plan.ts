/** What a publish would do, and did, in lines for people. */
import { isChanging, type Plan } from '../publishing/plan.ts'
import { MAX_READ_BACK } from '../publishing/read-back.ts'
import { countSignedOn } from '../publishing/signed-on.ts'
import type { Change, Facts } from './plan-letters.ts'
import { isChange, printDiff } from './print-diff.ts'
import { counted, short, signatories, visible } from './terminal.ts'

type Say = (line: string) => void

const sayFacts = (facts: Facts, say: Say): void => {
  say(`  title: ${visible(facts.title)}`)
  say(`  date: ${facts.date}`)
  say(`  to: ${visible(facts.addressee)}`)
  say(`  languages: ${facts.languages.join(', ')}`)
  say(`  signed by: ${counted(facts.organisations, 'organisation')}, ${counted(facts.persons, 'person')}`)
}

/** What becomes of a letter that the public can sign, or could. */
const signingWords = (plan: Plan): string | undefined => {
  const { head, signing, live } = plan
  const names = countSignedOn(live)
  const until = signing?.closes === undefined ? '' : ` until ${signing.closes}`
  if (head === 'opens') return `opens for signing${until}`
  if (head === 'closes')
    return 'closes for good: the sign-on Worker hands it over first, which may take some minutes'
  const soFar = `${counted(names, 'name')} signed on so far`
  if (head === 'shared')
    return isChanging(plan)
      ? `open for signing${until}: the sign-on Worker puts this before readers, with ${soFar}`
      : `open for signing${until}, ${soFar}`
  return undefined
}

export const sayChange = ({ plan, diff, facts }: Change, say: Say): void => {
  const { slug } = plan.compiled.letter
  if (typeof diff === 'string')
    say(visible(`${slug}: what is live is not whole (${diff}), so what changes cannot be shown`))
  else if (isChange(diff)) for (const line of printDiff(diff)) say(line)
  else if (plan.change === 'signature') say(`${slug}: the same revision, now signed`)
  else if (plan.change === 'pictures') say(`${slug}: only its preview pictures are drawn anew`)
  else if (plan.change === 'signing') say(`${slug}: the same revision; only its signing changes`)
  else if (plan.change === 'list') say(`${slug}: only its line in the list of letters is put right`)
  else if (plan.change === 'revision') say(`${slug}: the same revision, stored in the current layout`)
  else if (plan.rewrite) say(`${slug}: the same revision (${short(plan.compiled.revision.id)})`)
  else for (const line of printDiff(diff)) say(line)
  if (facts) sayFacts(facts, say)
  const words = signingWords(plan)
  if (words !== undefined) say(`${slug}: ${words}`)
  if (plan.rewrite) say(`${slug}: every part is written anew, ${counted(plan.parts.write, 'part')}`)
}

export const sayPublished = ({ compiled, change, head, signature, keys }: Plan, say: Say): void => {
  const { letter, revision } = compiled
  if (head === 'shared') {
    say(
      `${letter.slug}: revision ${short(revision.id)} is with the sign-on Worker, which puts it before readers within two minutes`,
    )
    return
  }
  const isOnlyParts = change === 'none' && head === 'editor'
  const what = isOnlyParts ? 'wrote anew' : 'published'
  const signed = signature ? ', signed' : ''
  say(`${letter.slug}: ${what} revision ${short(revision.id)}, ${signatories(revision.count)}${signed}`)
  if (keys.length > MAX_READ_BACK)
    say(
      `${letter.slug}: of ${counted(keys.length, 'value')} ${MAX_READ_BACK.toLocaleString('en')} were read back; undersigned verify reads all`,
    )
}
