/** What is live: the catalogue and the heads as KV holds them, as far as they can be read. */
import * as z from 'zod/mini'
import { CheckFailed, WrongUsage } from '../cli/command.ts'
import { getPairs, type Kv } from '../cli/kv-wrangler.ts'
import { didYouMean } from '../letter/nearest.ts'
import { decode } from '../revision/decode.ts'
import { catalogueKey, headKey } from '../revision/keys.ts'
import { CatalogueEntry, Head, Publication } from '../revision/layout.ts'

export type LiveLetter = { head?: Head; history: Publication[] }

export type Live = {
  /** The letters that were asked for. */
  slugs: string[]
  /** Each mutable key's value as it was read. */
  values: Map<string, string>
  catalogue: CatalogueEntry[]
  letter: (slug: string) => LiveLetter
  /** What is there and cannot be read: it does not block a publish, which writes it anew. */
  broken: string[]
}

/** Those elements of a JSON array that fit, wherever in `json` it is. */
const salvage = <Schema extends z.ZodMiniType>(schema: Schema, list: unknown): z.infer<Schema>[] =>
  (Array.isArray(list) ? list : []).flatMap((each) => {
    const result = z.safeParse(schema, each)
    return result.success ? [result.data] : []
  })

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Reads the catalogue and the heads of some letters, in one call for up to 99 of them. */
export const readLive = async (kv: Kv, slugs: string[]): Promise<Live> => {
  const values = await getPairs(kv, [catalogueKey, ...slugs.map(headKey)])
  const broken: string[] = []
  const letters = new Map<string, LiveLetter>()
  for (const slug of slugs) {
    const key = headKey(slug)
    const json = values.get(key)
    if (json === undefined) continue
    try {
      const head = decode(Head, key, json)
      letters.set(slug, { head, history: head.history })
    } catch (error) {
      broken.push(`the live head cannot be read (${said(error)})`)
      const value = parsed(json) as { history?: unknown } | null | undefined
      letters.set(slug, { history: salvage(Publication, value?.history) })
    }
  }
  const json = values.get(catalogueKey)
  const list = parsed(json ?? '[]')
  const catalogue = salvage(CatalogueEntry, list)
  if (!Array.isArray(list) || list.length !== catalogue.length) {
    broken.push(`the live list of letters cannot be read (${catalogueKey})`)
  }
  return { slugs, values, catalogue, letter: (slug) => letters.get(slug) ?? { history: [] }, broken }
}

/** What is live of the letters named, or of all in the catalogue. @throws WrongUsage where one is not live */
export const readChosen = async (kv: Kv, slugs: string[]): Promise<Live> => {
  const live = await readLive(kv, slugs)
  const { catalogue } = live
  const names = catalogue.map(({ slug }) => slug)
  for (const slug of slugs) {
    if (live.values.has(headKey(slug))) continue
    const right = names.length > 0 ? didYouMean(slug, names) : 'nothing is'
    throw new WrongUsage(`There is no live letter ${slug}; ${right}`)
  }
  if (slugs.length > 0) return live
  if (names.length === 0) throw new CheckFailed('Nothing is published here yet.')
  return readLive(kv, names)
}
