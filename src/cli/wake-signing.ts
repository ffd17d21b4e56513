/** Telling the sign-on Worker that there is something for it to do, and people when it does that. */
import { CheckFailed, type KvOptions, WrongUsage } from './command.ts'
import { rightSite } from './read-site.ts'
import { wakeRegister } from './signons-api.ts'

/** By itself: `PUBLISH_INTERVAL_MS` in src/signing, and the crons of wrangler.signing.toml. */
const BY_ITSELF = 'it looks by itself, every minute, or every ten where nobody has opened the form'

/**
 * Wakes the registers of letters at the deployed sign-on Worker, where there is a token for that. Whether or not it can be
 * reached, what was written stands, so that nothing here fails.
 */
export const wakeSigning = async (slugs: readonly string[], { remote, env }: KvOptions): Promise<void> => {
  if (!remote || slugs.length === 0) return
  const names = slugs.join(', ')
  if (!process.env.SIGNONS_TOKEN)
    return console.error(
      `${names}: the sign-on Worker was not woken, for SIGNONS_TOKEN is not set; ${BY_ITSELF}`,
    )
  const site = await rightSite()
  const { origin, sign_origin } = (env === 'staging' ? site.staging : site) ?? {}
  const at = sign_origin ?? origin
  if (at === undefined)
    return console.error(
      `${names}: the sign-on Worker was not woken, for site.yaml has neither origin nor sign_origin${env ? ` of ${env}` : ''}; ${BY_ITSELF}`,
    )
  try {
    for (const slug of slugs) await wakeRegister({ at }, slug)
  } catch (error) {
    if (!(error instanceof CheckFailed || error instanceof WrongUsage)) throw error
    console.error(`${names}: the sign-on Worker was not woken (${error.message}); ${BY_ITSELF}`)
  }
}

/** Says for which letters a command waits that only the sign-on Worker can hand over, and wakes that. */
export const wakeAndSay =
  (options: KvOptions) =>
  async (slugs: string[]): Promise<void> => {
    console.error(
      `Waiting until the sign-on Worker hands over ${slugs.join(', ')}; this may take some minutes.`,
    )
    await wakeSigning(slugs, options)
  }
