import { join } from 'node:path'
import { eraseFromData, findInData } from '../../editing/erase-signatory.ts'
import { listLetters } from '../../editing/read-data.ts'
import { fold } from '../../letter/fold.ts'
import { didYouMean } from '../../letter/nearest.ts'
import { borrowHead, returnHead } from '../../publishing/borrow-head.ts'
import { erase as eraseFromKv } from '../../publishing/erase/erase.ts'
import {
  type Erasure,
  type ErasureOptions,
  planErasure,
  withNewPictures,
} from '../../publishing/erase/plan.ts'
import { LetterRenamed, PublishConflict, StoreLoss } from '../../publishing/errors.ts'
import type { Kv } from '../../publishing/kv.ts'
import { type Live, readLive } from '../../publishing/live.ts'
import { assertUnlocked, type LockOptions } from '../../publishing/lock.ts'
import { signedOn } from '../../publishing/signed-on.ts'
import { headKey } from '../../revision/keys.ts'
import type { Head } from '../../revision/layout.ts'
import { StoreError } from '../../revision/store-error.ts'
import { openAnnouncer } from '../announcer.ts'
import { type EditorOptions, inNameOf, readLockOptions, withEditor } from '../by.ts'
import { CheckFailed, command, type KvOptions, openKv, printJson, WrongUsage, withKv } from '../command.ts'
import { createDraw } from '../draw.ts'
import { findSignatory, openList } from '../edit-list.ts'
import { matchName, printMatches } from '../erase-match.ts'
import { beyondReach, printBeyond, printErasure } from '../erase-report.ts'
import { readSigner } from '../sign.ts'
import { openSpool, type Spool } from '../spool.ts'
import { confirm, counted, visible, withProgress } from '../terminal.ts'
import { wakeAndSay, wakeSigning } from '../wake-signing.ts'

type Options = KvOptions &
  EditorOptions & {
    json?: true
    yes?: true
    dryRun?: true
    match?: string
    sign?: string
  }

/** @throws WrongUsage where neither `data/` nor KV has the letter, and CheckFailed where its head cannot be read */
const readLetter = async (kv: Kv, slug: string): Promise<{ live: Live; hasFolder: boolean }> => {
  const available = await listLetters()
  const live = await readLive(kv, [slug])
  const { moved } = live.letter(slug)
  if (moved) throw new LetterRenamed(slug, moved.moved_to)
  const hasFolder = available.includes(slug)
  if (!hasFolder && !live.values.has(headKey(slug))) {
    const known = [...new Set([...available, ...live.catalogue.map((each) => each.slug)])]
    const hint = known.length > 0 ? didYouMean(slug, known) : 'there is none at all'
    throw new WrongUsage(`There is no data/${slug}, and no live letter ${slug}; ${hint}`)
  }
  if (live.broken.length > 0)
    throw new CheckFailed(`${live.broken.join('\n')}\nPublish to repair it, then erase.`)
  return { live, hasFolder }
}

const plan = async (
  kv: Kv,
  live: Live,
  slug: string,
  id: string,
  spool: Spool,
  options: ErasureOptions,
): Promise<Erasure> => {
  try {
    return await withProgress((doing) => {
      doing('Looking through all revisions')
      const onProgress = (done: number, total: number) =>
        doing(`Rewriting ${done + 1} of ${counted(total, 'revision')}`)
      return planErasure(kv, live, slug, id, spool, { ...options, onProgress })
    })
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    throw new CheckFailed(
      `${error.message}\nNothing was written: what is not whole cannot be rewritten. undersigned publish --rewrite repairs what is live; undersigned prune --keep <publications> shortens the history to what is whole.`,
    )
  }
}

/** What is live then has pictures again, where it is rewritten. */
const drawAnew = async (kv: Kv, spool: Spool, slug: string, erasure: Erasure): Promise<Erasure> => {
  const head = erasure.next.heads.find((head): head is Head => 'revision' in head)
  if (head === undefined) return erasure
  const drawn = await withProgress((doing) => {
    doing('Drawing its preview pictures')
    const isOpen = head.signing !== undefined
    return createDraw(console.error)([spool, kv], { slug, revision: head.revision, isOpen })
  })
  return drawn ? withNewPictures(erasure, drawn) : erasure
}

const carryOut = async (
  kv: Kv,
  live: Live,
  erasure: Erasure,
  spool: Spool,
  editor: LockOptions,
): Promise<void> => {
  try {
    await withProgress((doing) =>
      eraseFromKv(kv, live, erasure, spool, {
        ...editor,
        onProgress: (written, total) =>
          doing(written < total ? `Writing: ${written} of ${counted(total, 'value')}` : 'Making it live'),
      }),
    )
  } catch (error) {
    const isConflict = error instanceof PublishConflict
    if (!isConflict && !(error instanceof StoreLoss)) throw error
    const why = isConflict ? 'Somebody else published meanwhile.' : `KV lost what it took (${error.keys[0]}).`
    throw new CheckFailed(`${why} Readers have one whole revision. Run this again, and it completes.`)
  }
}

/** Whom the sign-on Worker still has it would publish again. @throws CheckFailed */
const assertGoneFromSignons = async (kv: Kv, live: Live, slug: string, id: string): Promise<void> => {
  const letter = live.letter(slug)
  if (letter.ofData === undefined) return
  for await (const signatory of signedOn(kv, slug, letter)) {
    if (signatory.id === id)
      throw new CheckFailed(
        `${id} signed through the form, and is live: erase them there first, by their own link or at the moderator's desk. Once the letter's page has them no more, this takes them out of what was published before. Nothing was written.`,
      )
  }
}

/** @throws WrongUsage, with whom was probably meant */
const nobody = async (slug: string, id: string, hasFolder: boolean): Promise<never> => {
  const hint = 'undersigned erase --match <name> looks through all letters'
  if (hasFolder) findSignatory(await openList(slug), id)
  throw new WrongUsage(`There is no id “${id}” in any revision of ${slug}; ${hint}`)
}

const showMatches = async (name: string, slugs: string[], { json, ...options }: Options): Promise<void> => {
  if (fold(name) === '') throw new WrongUsage('--match has no letter or digit to look for')
  await using kv = await openKv(options)
  const matches = await withProgress((doing) => matchName(kv, slugs, name, doing))
  if (json) return printJson({ matches })
  for (const line of printMatches(matches)) console.log(line)
  console.log(
    matches.length > 0 ? 'To erase one: undersigned erase <letter> <id>' : 'Nobody of that name is there.',
  )
}

export const erase = withEditor(
  withKv(
    command('erase', 'take a person out of data/ and of every revision ever published', [
      'erase --match "Ada Example" --remote',
      'erase our-letter-2026 ada-example --dry-run --remote',
      'erase our-letter-2026 ada-example --remote --sign ~/.undersigned/signing-key.pem',
    ]),
  ),
)
  .argument('[slug]', 'the letter')
  .argument('[signatory]', "the signatory's id, from the column id of signatories.csv, or from --match")
  .option(
    '--match <name>',
    'show whom a name could mean, in all letters or the one named, and change nothing',
  )
  .option('--sign <keyfile>', 'sign what is rewritten with the private key in this file, where it was signed')
  .option('--dry-run', 'show what would be done, and write nothing')
  .option('-y, --yes', 'do not ask')
  .action(async (slug: string | undefined, id: string | undefined, options: Options) => {
    const { json, yes, dryRun, match, sign, remote, env } = options
    if (match !== undefined) return showMatches(match, slug === undefined ? [] : [slug], options)
    if (slug === undefined || id === undefined)
      throw new WrongUsage(
        'Say who and where: undersigned erase <letter> <id>; undersigned erase --match <name> finds both',
      )
    const editor = await readLockOptions(options)
    await using kv = await openKv(options)
    await using announcer = openAnnouncer(options)
    const { live, hasFolder } = await readLetter(kv, slug)
    const folder = join('data', slug)
    const inData = await findInData(folder, id)
    using spool = openSpool()
    const planOptions = { known: inData.known, by: editor.by, sign: await readSigner(sign) }
    const erasure = await drawAnew(kv, spool, slug, await plan(kv, live, slug, id, spool, planOptions))
    const { rewrites, renewed, worded, write, next, tombstones, remove, broken, isDone } = erasure
    if (erasure.forms.length === 0 && inData.rows === 0 && !inData.imported && !inData.given)
      await nobody(slug, id, hasFolder)

    const beyond = beyondReach(slug, id, { remote: remote ?? false, env, hasFolder })
    const report = (state: 'unchanged' | 'dry-run' | 'refused' | 'erased') => {
      if (!json) return
      printJson({
        state,
        slug,
        id,
        rows: inData.rows,
        rewrites,
        broken,
        written: write.length + next.parts.length + tombstones.length,
        removed: remove.length,
        notes: renewed.notes,
        signatures: renewed.signatures,
        worded,
        beyond,
      })
    }
    const sayBeyond = () => {
      if (!json) for (const line of printBeyond(beyond)) console.log(visible(line))
    }
    if (isDone && inData.rows === 0 && !inData.imported) {
      if (!json) console.log(visible(`${slug}: ${id} is erased already.`))
      sayBeyond()
      return report('unchanged')
    }
    if (!json) for (const line of printErasure(slug, id, inData, erasure)) console.log(line)
    if (dryRun) {
      if (!json) console.log('Nothing was written.')
      return report('dry-run')
    }
    if (!isDone) await assertUnlocked(kv, live, editor)
    if (!(await confirm(`Erase this for good${inNameOf(editor.by)}?`, yes))) {
      if (!json) console.log('Nothing was written.')
      return report('refused')
    }

    await assertGoneFromSignons(kv, live, slug, id)
    // First data/, so that no publish brings back who was erased.
    if (hasFolder) await eraseFromData(folder, id)
    const { ofData } = live.letter(slug)
    if (!isDone && ofData === undefined) {
      await carryOut(kv, live, erasure, spool, editor)
      await announcer.announce(live, erasure.next.heads)
    }
    if (!isDone && ofData !== undefined) {
      const borrowed = await borrowHead(kv, live, slug, { ...editor, onWait: wakeAndSay(options) })
      const again = await drawAnew(kv, spool, slug, await plan(kv, borrowed, slug, id, spool, planOptions))
      await carryOut(kv, borrowed, again, spool, editor)
      const successor = again.rewrites.find(({ from }) => from === ofData.id)?.to ?? ofData.id
      await returnHead(kv, slug, successor, editor)
      await wakeSigning([slug], options)
      await announcer.announce(borrowed, again.next.heads)
    }
    if (!json) console.log(visible(`${slug}: ${id} is erased.`))
    sayBeyond()
    report('erased')
  })
