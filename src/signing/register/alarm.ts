/** What happens by itself: mails, publication, what receivers are told, and the retention table, each when it is due. */

import { type DeskBindings, deskIn } from '../desk/object.ts'
import { sendMail } from '../mail/send.ts'

import { askHeld } from './held.ts'
import {
  countDue,
  nextMail,
  noteGrant,
  type Outgoing,
  removeSent,
  SEND_TIMEOUT_MS,
  takeDue,
} from './outbox.ts'
import { nextPublication, publishPending } from './publish.ts'
import { nextSweep, SWEEP_INTERVAL_MS, sweep } from './sweep.ts'
import { findSignon, readMeta, writeMeta } from './tables.ts'
import { nextWebhook, tellDue } from './webhooks.ts'

/** Sets the alarm to when something is due next. One that was to come earlier stays: it looks again. */
export const scheduleAlarm = async (
  storage: DurableObjectStorage,
  perDay: number,
  now: number,
): Promise<void> => {
  const { sql } = storage
  const times = [nextMail(sql, perDay, now), nextPublication(sql, now), nextSweep(sql, now), nextWebhook(sql)]
  const due = Math.min(...times.filter((time) => time !== undefined))
  if (due === Infinity) return
  const set = await storage.getAlarm()
  if (set === null || due < set) await storage.setAlarm(due)
}

/** What failed, for the operator: never what it was about. */
const report = (slug: string, doing: string, error: unknown): void =>
  console.error(`${slug}: could not ${doing}: ${error instanceof Error ? error.name : typeof error}`)

/** @throws Error where it takes too long */
const within = async (milliseconds: number, work: Promise<unknown>): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new DOMException('too late', 'TimeoutError')), milliseconds)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** How long until the desk is asked again that did not answer. */
const RETRY_MS = 60_000

/** The mails to send now: as many as the desk, which counts for all letters, grants. */
const takeGranted = async (sql: SqlStorage, env: DeskBindings, slug: string): Promise<Outgoing[]> => {
  const perDay = Number(env.MAILS_PER_DAY)
  const wanted = countDue(sql, perDay, Date.now())
  if (wanted === 0) return []
  try {
    const grant = await deskIn(env).grantMails(wanted)
    noteGrant(sql, grant)
    return takeDue(sql, grant.granted, Date.now())
  } catch (error) {
    report(slug, 'ask the desk how many mails may go out', error)
    noteGrant(sql, { left: 0, until: Date.now() + RETRY_MS })
    return []
  }
}

const sendDue = async (storage: DurableObjectStorage, env: DeskBindings, slug: string): Promise<void> => {
  const { sql } = storage
  const due = await takeGranted(sql, env, slug)
  // Before anything leaves: that it was tried.
  await storage.sync()
  await Promise.all(
    due.map(async (mail) => {
      try {
        await within(
          SEND_TIMEOUT_MS,
          sendMail(env, slug, mail, findSignon(sql, mail.number)?.reason ?? undefined),
        )
        removeSent(sql, mail.id)
      } catch (error) {
        report(slug, 'send a mail', error)
      }
    }),
  )
}

export const runAlarm = async (storage: DurableObjectStorage, env: DeskBindings): Promise<void> => {
  const { sql } = storage
  const slug = readMeta(sql, 'slug')
  if (slug === undefined) return
  // First the next alarm, so that there is one whatever happens to this.
  await storage.setAlarm(Date.now() + SWEEP_INTERVAL_MS)
  if (Date.now() - (readMeta(sql, 'swept') ?? 0) >= SWEEP_INTERVAL_MS) sweep(sql, Date.now())
  await sendDue(storage, env, slug)
  try {
    await publishPending(sql, env.LETTERS, slug)
  } catch (error) {
    report(slug, 'publish', error)
    // A minute later, and not at once: what was done until then is kept.
    writeMeta(sql, 'publishing', 'watching')
  }
  await tellDue(storage, slug, env.WEBHOOK_SECRET)
  askHeld(sql, Number(env.MAILS_PER_DAY), Date.now())
  await storage.deleteAlarm()
  await scheduleAlarm(storage, Number(env.MAILS_PER_DAY), Date.now())
}
