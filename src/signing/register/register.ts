/** The register of a letter: who wants to sign it, who may, and who has. A thin class over the functions beside it. */
import { DurableObject } from 'cloudflare:workers'
import type { Signing } from '../../letter/signing.ts'
import type { DeskBindings } from '../desk/object.ts'
import type { Contact, Entry, Submission } from '../entry.ts'
import { hmac } from '../hmac.ts'
import { runAlarm, scheduleAlarm } from './alarm.ts'
import { clientKey, networkOf } from './limits.ts'
import {
  choose,
  count,
  type ListQuery,
  list,
  numbers,
  publicCount,
  readersOfNews,
  type Selection,
  show,
} from './list.ts'
import { agree, change, confirm, erase, viewOwn, withdraw } from './manage.ts'
import { actOnAll, approve, edit, eraseAll, type Rejection, reject, setStanding } from './moderate.ts'
import { type Read, sendLinkAgain, standing, submit } from './submit.ts'
import { createTables, readMeta, writeMeta } from './tables.ts'
import { expectPublication, wakePublication } from './wake.ts'

/** Who asks: the address is hashed here, and what it is hashed to is all that is kept. */
type From = { email: string; ip: string; origin: string; language: string }

const COUNT_INTERVAL_MS = 10_000

export class Register extends DurableObject<DeskBindings> {
  readonly #sql = this.ctx.storage.sql
  #counted = { at: 0, count: { confirmed: 0, published: 0 } }

  constructor(context: DurableObjectState, env: DeskBindings) {
    super(context, env)
    createTables(this.#sql)
  }

  get #perDay(): number {
    return Number(this.env.MAILS_PER_DAY)
  }

  /** What a call changed is written before anything of it is told. */
  async #changed<Result>(result: Result): Promise<Result> {
    await scheduleAlarm(this.ctx.storage, this.#perDay, Date.now())
    return result
  }

  async #asker(slug: string, { email, ip, origin, language }: From) {
    this.#know(slug)
    if (readMeta(this.#sql, 'origin') !== origin) writeMeta(this.#sql, 'origin', origin)
    return {
      address_hash: await hmac(this.env.SIGNING_SECRET, 'address', slug, email),
      client: await hmac(this.env.SIGNING_SECRET, 'client', clientKey(this.#sql, Date.now()), networkOf(ip)),
      origin,
      language,
    }
  }

  /** Makes the register known to itself: from then on it looks after what is published of its letter. */
  async wake(slug: string) {
    this.#know(slug)
    wakePublication(this.#sql)
    return this.#changed(undefined)
  }

  /** As `wake`, at once. */
  async expect(slug: string) {
    this.#know(slug)
    expectPublication(this.#sql, Date.now())
    return this.#changed(undefined)
  }

  async standing(slug: string, signing: Signing) {
    await this.wake(slug)
    return standing(this.#sql, signing, Date.now())
  }

  #know(slug: string): void {
    if (readMeta(this.#sql, 'slug') === undefined) writeMeta(this.#sql, 'slug', slug)
  }

  async submit(slug: string, submission: Submission, from: From, signing: Signing, read: Read) {
    const asker = await this.#asker(slug, from)
    const context = { signing, read, perDay: this.#perDay }
    return this.#changed(submit(this.#sql, submission, asker, context, Date.now()))
  }

  async sendLinkAgain(slug: string, from: From) {
    const asker = await this.#asker(slug, from)
    return this.#changed(sendLinkAgain(this.#sql, from.email, asker, this.#perDay, Date.now()))
  }

  view(number: number) {
    return viewOwn(this.#sql, number, Date.now())
  }

  async confirm(number: number, shown: string, read: Read, signing: Signing) {
    return this.#changed(confirm(this.#sql, number, shown, read, signing, Date.now()))
  }

  async change(number: number, entry: Entry, contact: Contact | undefined, news: boolean, signing: Signing) {
    return this.#changed(change(this.#sql, number, entry, contact, news, signing, Date.now()))
  }

  async agree(number: number, read: Read) {
    return this.#changed(agree(this.#sql, number, read))
  }

  async withdraw(number: number) {
    return this.#changed(withdraw(this.#sql, number, Date.now()))
  }

  async erase(number: number) {
    return this.#changed(erase(this.#sql, number))
  }

  list(query: ListQuery) {
    return list(this.#sql, query)
  }

  count(selection: Selection) {
    return count(this.#sql, selection)
  }

  choose(selection: Selection) {
    return choose(this.#sql, selection)
  }

  readersOfNews(after: number, limit: number) {
    return readersOfNews(this.#sql, after, limit)
  }

  show(number: number) {
    return show(this.#sql, number)
  }

  numbers() {
    return numbers(this.#sql, Date.now())
  }

  /** Anybody may ask, so it is counted at most every ten seconds. */
  publicCount() {
    const now = Date.now()
    if (now - this.#counted.at >= COUNT_INTERVAL_MS)
      this.#counted = { at: now, count: publicCount(this.#sql) }
    return this.#counted.count
  }

  async approve(chosen: number[], who: string) {
    return this.#changed(approve(this.#sql, chosen, who, Date.now()))
  }

  async reject(chosen: number[], rejection: Rejection, who: string) {
    return this.#changed(reject(this.#sql, chosen, rejection, who, Date.now()))
  }

  async approveAll(selection: Selection, digest: string, who: string) {
    const act = (numbers: readonly number[]) => approve(this.#sql, numbers, who, Date.now())
    return this.#changed(actOnAll(this.#sql, selection, digest, act))
  }

  async rejectAll(selection: Selection, digest: string, rejection: Rejection, who: string) {
    const act = (numbers: readonly number[]) => reject(this.#sql, numbers, rejection, who, Date.now())
    return this.#changed(actOnAll(this.#sql, selection, digest, act))
  }

  async edit(number: number, entry: Entry, who: string) {
    return this.#changed(edit(this.#sql, number, entry, who, Date.now()))
  }

  async eraseAll(chosen: number[]) {
    return this.#changed(eraseAll(this.#sql, chosen))
  }

  setStanding(change: { paused?: boolean; closed?: boolean }, who: string) {
    setStanding(this.#sql, change, who, Date.now())
  }

  override alarm() {
    return runAlarm(this.ctx.storage, this.env)
  }
}
