/** A form that was sent, and a link that was lost. */
import { isOpen, type Signing } from '../../letter/signing.ts'
import { domainOf, keysOf, type Submission } from '../entry.ts'
import { takeClient, takeDomain, takeMail } from './limits.ts'
import { enqueue, isLate } from './outbox.ts'
import { readMeta, type Signon } from './tables.ts'

/** Who asks, and where from. */
export type Asker = {
  address_hash: string
  /** The hash of the network that they ask from. */
  client: string
  origin: string
  language: string
}

/** Whether a letter can be signed now, by what it says itself and what the moderators said. */
export const standing = (
  sql: SqlStorage,
  signing: Pick<Signing, 'closes'>,
  now: number,
): 'open' | 'paused' | 'closed' => {
  if (readMeta(sql, 'closed')) return 'closed'
  if (!isOpen(signing, now)) return 'closed'
  return readMeta(sql, 'paused') ? 'paused' : 'open'
}

/** `late`: the mail will have to wait. */
export type Submitted = 'sent' | 'late' | 'limited' | 'paused' | 'closed'

const findByAddress = (sql: SqlStorage, addressHash: string): Signon | undefined => {
  const [row] = sql.exec<Signon>('SELECT * FROM signons WHERE address_hash = ?', addressHash)
  return row
}

/** What somebody agrees to: the current revision, and what tells its text from another (`textId`). */
export type Read = { revision: string; text: string }

/** Whether a form may begin it anew: nobody stands for it, or no longer. */
const isFresh = ({ state }: Signon): boolean => state === 'unconfirmed' || state === 'withdrawn'

/**
 * Takes a form. An address that has not confirmed yet gets what was sent last; one that has keeps what it confirmed, and
 * gets its link. Whoever sends the form learns neither.
 */
export const submit = (
  sql: SqlStorage,
  { entry, contact, email, news }: Submission,
  asker: Asker,
  { signing, read, perDay }: { signing: Signing; read: Read; perDay: number },
  now: number,
): Submitted => {
  const state = standing(sql, signing, now)
  if (state !== 'open') return state
  const domain = domainOf(email)
  if (!takeClient(sql, asker.client, now) || !takeDomain(sql, domain, now)) return 'limited'
  const { name_key, folded } = keysOf(entry)
  const { address_hash, origin, language } = asker
  const known = findByAddress(sql, address_hash)
  if (known === undefined || isFresh(known)) {
    sql.exec(
      `INSERT INTO signons (address_hash, state, entry, contact, name_key, folded, domain, address, news, language, revision, text, submitted)
       VALUES (?, 'unconfirmed', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (address_hash) DO UPDATE SET entry = excluded.entry, contact = excluded.contact,
         name_key = excluded.name_key, folded = excluded.folded, domain = excluded.domain, address = excluded.address,
         news = excluded.news, language = excluded.language, revision = excluded.revision, text = excluded.text,
         submitted = excluded.submitted, state = 'unconfirmed', confirmed = NULL, decided = NULL, withdrawn = NULL`,
      address_hash,
      JSON.stringify(entry),
      contact === undefined ? null : JSON.stringify(contact),
      name_key,
      folded,
      domain,
      // Kept only where somebody will have to be written to: the mail to come has its own.
      news || entry.type === 'organisation' ? email : null,
      news ? 1 : 0,
      language,
      read.revision,
      read.text,
      now,
    )
  }
  const signon = known ?? (findByAddress(sql, address_hash) as Signon)
  const late = isLate(sql, perDay, now)
  if (takeMail(sql, address_hash, now)) {
    const kind = isFresh(signon) ? 'confirm' : 'link'
    enqueue(sql, { number: signon.number, kind, address: email, origin, language }, now)
  }
  return late ? 'late' : 'sent'
}

/** Sends the link again to an address that has one. Whoever asks does not learn whether it has. */
export const sendLinkAgain = (
  sql: SqlStorage,
  email: string,
  asker: Asker,
  perDay: number,
  now: number,
): 'sent' | 'late' | 'limited' => {
  if (!takeClient(sql, asker.client, now)) return 'limited'
  const { address_hash, origin, language } = asker
  const signon = findByAddress(sql, address_hash)
  const late = isLate(sql, perDay, now)
  if (signon !== undefined && takeMail(sql, address_hash, now)) {
    const kind = signon.state === 'unconfirmed' ? 'confirm' : 'link'
    enqueue(sql, { number: signon.number, kind, address: email, origin, language }, now)
  }
  return late ? 'late' : 'sent'
}
