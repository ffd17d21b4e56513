/** Asking those who are held back, and whose address is still there, whether they agree to the new text. */
import { enqueue, hasRoom, MAILS_PER_BATCH } from './outbox.ts'
import { readMeta, type Signon } from './tables.ts'

/** For so long a location may still show the text before, to which the link would find nothing to agree. */
const SHOWN_MS = 2 * 60_000

/**
 * Puts in as many mails as go out together, once no other waits: those who confirm come first. Whom it asks is noted with
 * the text, so that nobody is asked about one twice.
 */
export const askHeld = (sql: SqlStorage, perDay: number, now: number): void => {
  const holding = readMeta(sql, 'holding') ?? undefined
  const origin = readMeta(sql, 'origin')
  const current = readMeta(sql, 'texts')?.at(-1)
  if (holding === undefined || origin === undefined || current?.text !== holding) return
  if (now - current.since < SHOWN_MS || !hasRoom(sql, perDay, now)) return
  const held = sql
    .exec<Pick<Signon, 'number' | 'language'> & { address: string }>(
      `SELECT number, address, language FROM signons WHERE address IS NOT NULL AND text <> ?1
         AND state IN ('waiting', 'approved')
         AND NOT EXISTS (SELECT 1 FROM asked WHERE asked.number = signons.number AND asked.text = ?1)
       ORDER BY number LIMIT ?2`,
      holding,
      MAILS_PER_BATCH,
    )
    .toArray()
  for (const { number, address, language } of held) {
    enqueue(sql, { number, kind: 'held', address, origin, language }, now)
    sql.exec('INSERT INTO asked (number, text) VALUES (?, ?)', number, holding)
  }
}
