/** What wrangler.signing.toml gives the Worker and its objects. */
export type Settings = {
  LETTERS: KVNamespace
  EMAIL: SendEmail
  /** What links, sessions and hashes of addresses are made with. Whoever has it can sign for anybody. */
  SIGNING_SECRET: string
  /** The address that mails come from, and the name beside it: the site's where it is left out. */
  MAIL_FROM: string
  MAIL_NAME?: string
  /** How many mails go out in 24 hours, of all letters together. */
  MAILS_PER_DAY: string
  /** Where the objects are and stay: `eu`, for example. Left out, where Cloudflare puts them. */
  JURISDICTION?: string
  /** E-mail addresses, with commas between them. */
  MODERATORS?: string
  /** `<team>.cloudflareaccess.com`, and the application's audience tag: with both, Cloudflare Access alone opens the desk. */
  ACCESS_TEAM_DOMAIN?: string
  ACCESS_AUDIENCE?: string
  /** `on`: whoever signs has their browser solve a puzzle first. */
  PUZZLE?: string
  /** With a site key of Turnstile, and its secret, whoever signs passes that first. */
  TURNSTILE_SITE_KEY?: string
  TURNSTILE_SECRET?: string
  /** What events are signed with that go to the receivers of `site.yaml`. */
  WEBHOOK_SECRET?: string
  /** What `undersigned signons` says to be let in. Without it there is no API. */
  SIGNONS_TOKEN?: string
}
