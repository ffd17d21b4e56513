import { PUBLIC_KEYS } from '../../publishing/signatures.ts'
import type { Check } from '../check.ts'
import { CheckFailed, command, type KvOptions, openKv, printJson, withKv } from '../command.ts'
import { originOf } from '../origin.ts'
import { coloured, short, signatories, visible, withProgress } from '../terminal.ts'
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

type Options = KvOptions & { json?: true; url?: string; erased?: string }

export const verify = withKv(
  command(
    'verify',
    'recompute the revision from what is live, and compare it with what it says and with data/',
    [
      'verify',
      'verify --remote',
      'verify un-human-rights-council-2018 --url https://letters.example.org',
      'verify --url https://letters.example.org --erased "Ada Example"',
    ],
  ),
)
  .argument('[slug...]', 'the letters; all that are live when left out')
  .option('--url <address>', 'check what this deployment serves to everybody; needs no login')
  .option('--erased <name>', 'look for this name in all that --url serves, in whatever spelling')
  .addHelpText(
    'after',
    `\nSignatures are checked with the public keys in ${PUBLIC_KEYS}; where that is missing, with those served.`,
  )
  .action(async (slugs: string[], { json, url, erased, ...options }: Options) => {
    if (erased !== undefined) return verifyErased(slugs, url, erased, json)
    const letters = await withProgress(async (doing) => {
      if (url !== undefined) return verifyDeployed(originOf(url), slugs, doing)
      await using kv = await openKv(options)
      // Awaited here: with the function ends the KV.
      return await verifyKv(kv, slugs, doing)
    })
    const faulty = letters.filter(({ checks }) => checks.some(({ fault }) => fault !== undefined))
    if (json) printJson({ ok: faulty.length === 0, letters })
    else {
      for (const { slug, revision, count, signed, checks } of letters) {
        const faults = checks.filter(({ fault }) => fault !== undefined)
        const facts =
          revision === null
            ? ''
            : `, revision ${short(revision)}, ${signatories(count)}, ${signed ? 'signed' : 'not signed'}`
        console.log(`${visible(slug)}: ${verdict(faults)}${facts}`)
        for (const { check, fault } of checks) {
          console.log(
            `  ${fault === undefined ? coloured('green', '✓') : coloured('red', '✗')} ${check}${fault === undefined ? '' : `: ${visible(fault)}`}`,
          )
        }
      }
    }
    if (faulty.length > 0) throw new CheckFailed()
  })
