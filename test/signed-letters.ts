/** Letters of the local KV with the index of everyone who signed them. Runs inside workerd. */
import { env } from 'cloudflare:workers'
import type { Signatory, SignedLetter } from '../src/letter/schema.ts'
import { createBindingKv } from '../src/publishing/kv-binding.ts'
import { readLive } from '../src/publishing/live.ts'
import { createMemoryStore } from '../src/publishing/memory-store.ts'
import { readIndex, syncIndex } from '../src/publishing/signatories-index/sync.ts'
import { catalogueKey, indexKey } from '../src/revision/keys.ts'
import { letterSignedBy } from './letters.ts'

export const organisation = (name: string, more: Partial<Signatory> = {}) =>
  ({ id: name.toLowerCase().replaceAll(' ', '-'), type: 'organisation', name, ...more }) as Signatory

export const signed = (slug: string, ...signatories: Signatory[]): SignedLetter => ({
  ...letterSignedBy(0, slug, `Letter ${slug.toUpperCase()}`),
  signatories,
})

/** Brings the index up to what is published, as a publish does. */
export const indexEveryone = async () => {
  const kv = createBindingKv(env.LETTERS)
  const { catalogue, values } = await readLive(kv, [])
  const store = createMemoryStore()
  const synced = await syncIndex(kv, readIndex(values.get(indexKey)), catalogue, store)
  await kv.put(store.get(synced.keys))
  await kv.put([{ key: indexKey, value: JSON.stringify(synced.index) }])
  return synced.index
}

/** Changes letters' lines in the list. */
export const relist = async (change: (line: { slug: string }) => object) => {
  const lines = JSON.parse((await env.LETTERS.get(catalogueKey)) ?? '') as { slug: string }[]
  await env.LETTERS.put(catalogueKey, JSON.stringify(lines.map(change)))
}
