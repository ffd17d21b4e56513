/** The sign-on Worker's register alone, which can be filled at once with those who are approved and not yet published. */
import { Register as SignOnRegister } from '../../../src/signing/register/register.ts'
import type { Settings } from '../../../src/signing/settings.ts'

export class Register extends SignOnRegister {
  #steps = 0
  #longest = 0

  override async alarm() {
    const began = Date.now()
    await super.alarm()
    this.#steps++
    this.#longest = Math.max(this.#longest, Date.now() - began)
  }

  steps() {
    return { ...this.publicCount(), steps: this.#steps, longest: this.#longest }
  }

  fill(from: number, count: number): void {
    const { sql } = this.ctx.storage
    for (let n = from; n < from + count; n++) {
      const entry = { type: 'person', name: `Signatory ${n} Example`, role: 'Engineer', country: 'KE' }
      sql.exec(
        `INSERT INTO signons (address_hash, state, entry, name_key, folded, language, revision, text, submitted, confirmed, decided, place)
         VALUES (?, 'approved', ?, ?, ?, 'en', 'r', 't', ?, ?, ?, ?)`,
        `a hash as long as those of SHA-256 are ${n}`,
        JSON.stringify(entry),
        entry.name.toLowerCase(),
        `${entry.name} engineer`.toLowerCase(),
        1_790_000_000_000 + n,
        1_790_000_000_000 + n,
        1_790_000_000_000 + n,
        n + 1,
      )
    }
    sql.exec("INSERT OR REPLACE INTO meta (name, value) VALUES ('places', ?)", `${from + count}`)
  }
}

type Bindings = Settings & { REGISTERS: DurableObjectNamespace<Register> }

export default {
  async fetch(request: Request, { REGISTERS }: Bindings): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    const register = REGISTERS.getByName('a-letter')
    if (pathname === '/fill')
      await register.fill(Number(searchParams.get('from')), Number(searchParams.get('count')))
    else if (pathname === '/wake') await register.wake('a-letter')
    return Response.json(await register.steps())
  },
}
