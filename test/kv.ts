import { env } from 'cloudflare:workers'

/** Empties the local KV. */
export const emptyKv = async (): Promise<void> => {
  for (const { name } of (await env.LETTERS.list()).keys) await env.LETTERS.delete(name)
}
