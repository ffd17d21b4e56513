import { Option } from 'commander'
import { readPublicKeys, writePublicKeys } from '../../publishing/key-files.ts'
import { dayOf, PUBLIC_KEYS, type PublicKey } from '../../publishing/signatures.ts'
import { command, printJson, WrongUsage } from '../command.ts'
import { visible } from '../terminal.ts'

const stateOf = ({ exp, revoked }: PublicKey): string => {
  if (revoked) {
    const why = revoked.reason === undefined ? '' : `: ${revoked.reason}`
    return `revoked on ${dayOf(revoked.revoked_at)}${why}`
  }
  return exp === undefined ? 'signs' : `retired on ${dayOf(exp)}`
}

/** The one key whose id begins so. @throws WrongUsage */
const findKey = (keys: PublicKey[], asked: string): PublicKey => {
  const [key, ...others] = keys.filter(({ kid }) => kid.startsWith(asked))
  if (key !== undefined && others.length === 0) return key
  const known = keys.map(({ kid }) => kid).join(', ')
  throw new WrongUsage(
    key === undefined
      ? `There is no key ${asked} in ${PUBLIC_KEYS}; ${known === '' ? 'there is none at all' : `there is ${known}`}`
      : `${asked} could be ${[key, ...others].map(({ kid }) => kid).join(' or ')}; write more of it`,
  )
}

type Options = { json?: true; retire?: true; revoke?: true; reason?: string }

export const keys = command('keys', 'list the public keys, or say that one signs no more', [
  'keys',
  'keys 9XBjS6XD --retire',
  'keys 9XBjS6XD --revoke --reason "The laptop was stolen"',
])
  .argument('[key]', 'the id of a key, or as much of its beginning as makes it clear')
  .option('--retire', 'it signs no more; what it signed stays good')
  .addOption(
    new Option(
      '--revoke',
      'somebody else may have it: nothing that it signed is to be trusted any more',
    ).conflicts('retire'),
  )
  .option('--reason <why>', 'why it is revoked, which everybody can read')
  .action(async (asked: string | undefined, { json, retire, revoke, reason }: Options) => {
    const known = await readPublicKeys()
    if (reason !== undefined && !revoke) throw new WrongUsage('--reason goes with --revoke')
    if ((asked === undefined) === Boolean(retire || revoke))
      throw new WrongUsage('Name a key together with --retire or --revoke; without both all are listed')
    const now = Math.floor(Date.now() / 1000)
    const key = asked === undefined ? undefined : findKey(known.keys, asked)
    if (key && retire) key.exp ??= now
    if (key && revoke) key.revoked ??= { revoked_at: now, ...(reason && { reason }) }
    if (key) await writePublicKeys(known)
    if (json) return printJson(known)
    for (const each of key ? [key] : known.keys) console.log(visible(`${each.kid}  ${stateOf(each)}`))
    if (key) console.log(`Written to ${PUBLIC_KEYS}: commit it; it is served after the next deploy.`)
    else if (known.keys.length === 0) console.log('There is none; undersigned keygen makes one.')
  })
