import type { Chain } from '../../publishing/chain.ts'
import { PUBLIC_KEYS } from '../../publishing/signatures.ts'
import type { Check } from '../check.ts'
import { CheckFailed, command, type KvOptions, openKv, printJson, WrongUsage, withKv } from '../command.ts'
import { originOf } from '../origin.ts'
import { coloured, counted, short, signatories, visible, withProgress } from '../terminal.ts'
import { verifyDeployed } from '../verify-deployed.ts'
import { verifyErased } from '../verify-erased.ts'
import { verifyKv } from '../verify-kv.ts'

const verdict = (faults: Check[]): string => {
  if (faults.length === 0) return coloured('green', 'right')
  // A rollback leaves data/ as it was, and an editor may be at work in it.
  if (faults.every(({ check }) => check === 'data'))
    return coloured('yellow', 'whole, but not what data/ holds')
  return coloured('red', 'WRONG')
}

/** What is to be noted down, by whoever wants to look later whether the history still leads there. */
const sayChain = ({ hash, length, erased }: Chain): string =>
  `chain of ${counted(length, 'publication')}${erased > 0 ? `, ${erased} erased from` : ''}: ${hash}`

type Options = KvOptions & { json?: true; url?: string; erased?: string; since?: string }

const HASH = /^[\w-]{43}$/

export const verify = withKv(
  command(
    'verify',
    'recompute the revision from what is live, and compare it with what it says and with data/',
    [
      'verify',
      'verify --remote',
      'verify un-human-rights-council-2018 --url https://letters.example.org',
      'verify our-letter-2026 --url https://letters.example.org --since Gz8pCqXb1mNfT0y4dVhSxw7aZ3kLr6uEoJi9PQtMcYU',
      'verify --url https://letters.example.org --erased "Ada Example"',
    ],
  ),
)
  .argument('[slug...]', 'the letters; all that are live when left out')
  .option('--url <address>', 'check what this deployment serves to everybody; needs no login')
  .option('--since <hash>', 'whether the history still leads to the publication of this hash, noted before')
  .option('--erased <name>', 'look for this name in all that --url serves, in whatever spelling')
  .addHelpText(
    'after',
    `\nSignatures are checked with the public keys in ${PUBLIC_KEYS}; where that is missing, with those served.`,
  )
  .action(async (slugs: string[], { json, url, erased, since, ...options }: Options) => {
    if (erased !== undefined) return verifyErased(slugs, url, erased, json)
    if (since !== undefined && slugs.length !== 1)
      throw new WrongUsage('--since is of one letter: name it, as in verify our-letter-2026 --since <hash>')
    if (since !== undefined && !HASH.test(since))
      throw new WrongUsage(`--since ${since} is no hash; verify prints one, of 43 characters`)
    const letters = await withProgress(async (doing) => {
      if (url !== undefined) return verifyDeployed(originOf(url), slugs, since, doing)
      await using kv = await openKv(options)
      // Awaited here: with the function ends the KV.
      return await verifyKv(kv, slugs, since, doing)
    })
    const faulty = letters.filter(({ checks }) => checks.some(({ fault }) => fault !== undefined))
    if (json) printJson({ ok: faulty.length === 0, letters })
    else {
      for (const { slug, revision, count, signed, chain, checks } of letters) {
        const faults = checks.filter(({ fault }) => fault !== undefined)
        const facts =
          revision === null
            ? ''
            : `, revision ${short(revision)}, ${signatories(count)}, ${signed ? 'signed' : 'not signed'}`
        console.log(`${visible(slug)}: ${verdict(faults)}${facts}`)
        for (const { check, fault, note } of checks) {
          const mark = fault === undefined ? coloured('green', '✓') : coloured('red', '✗')
          const said = [fault, note].filter((each) => each !== undefined).join('; ')
          console.log(`  ${mark} ${check}${said && `: ${visible(said)}`}`)
        }
        if (chain !== undefined) console.log(`  ${sayChain(chain)}`)
      }
    }
    if (faulty.length > 0) throw new CheckFailed()
  })
