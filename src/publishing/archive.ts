/**
 * A backup as text: lines of JSON, the first of which says what it is and the last the SHA-256 of all before it. Between
 * them stands each pair, in the order in which it may be written: what never changes first, then heads, then the catalogue.
 */
import * as z from 'zod/mini'
import { isoDateTime } from '../letter/iso.ts'
import { Slug } from '../letter/schema.ts'
import { createSha256 } from '../letter/sha256.ts'
import type { Pair } from '../revision/layout.ts'
import { ArchiveError } from './errors.ts'
import { parseJson } from './parse-json.ts'

/** What this program writes and reads. */
const VERSION = 1

const Header = z.object({
  archive: z.literal('undersigned'),
  version: z.literal(VERSION),
  created: isoDateTime(),
  letters: z.array(Slug),
})
const Line = z.object({ key: z.string(), value: z.string() })
const Trailer = z.object({ pairs: z.int(), sha256: z.string() })

/** `created` is an ISO instant. */
export type ArchiveHeader = { created: string; letters: string[] }

/** The archive's text, piece by piece. */
export async function* writeArchive(
  header: ArchiveHeader,
  pairs: AsyncIterable<Pair>,
): AsyncGenerator<string> {
  const hash = createSha256()
  const line = (value: object): string => {
    const text = `${JSON.stringify(value)}\n`
    hash.add(text)
    return text
  }
  yield line({ archive: 'undersigned', version: VERSION, ...header })
  let count = 0
  for await (const { key, value } of pairs) {
    yield line({ key, value })
    count++
  }
  yield `${JSON.stringify({ pairs: count, sha256: hash.digest() })}\n`
}

const readHeader = (line: string): ArchiveHeader => {
  const json = parseJson(line)
  const header = z.safeParse(Header, json)
  if (header.success) return { created: header.data.created, letters: header.data.letters }
  const { archive, version } = (json ?? {}) as { archive?: unknown; version?: unknown }
  throw new ArchiveError(
    archive === 'undersigned' && version !== VERSION
      ? `is of version ${version}, and this program reads ${VERSION}: restore it with the program that wrote it, or a newer one`
      : 'is no backup of this program, or damaged at its beginning',
  )
}

/**
 * What `writeArchive` wrote, from its lines. The pairs are to be trusted only once all of them have been read.
 *
 * @throws ArchiveError, also while the pairs are read
 */
export const readArchive = async (
  lines: AsyncIterable<string>,
): Promise<{ header: ArchiveHeader; pairs: AsyncGenerator<Pair> }> => {
  const rest = lines[Symbol.asyncIterator]()
  const hash = createSha256()
  const next = async (): Promise<string> => {
    const { done, value } = await rest.next()
    if (done) throw new ArchiveError('ends too early: copy it again')
    return value
  }
  const first = await next()
  const header = readHeader(first)
  hash.add(`${first}\n`)

  async function* pairs(): AsyncGenerator<Pair> {
    for (let count = 0; ; count++) {
      const line = await next()
      const json = parseJson(line)
      const pair = z.safeParse(Line, json)
      if (pair.success) {
        hash.add(`${line}\n`)
        yield pair.data
        continue
      }
      const trailer = z.safeParse(Trailer, json)
      if (!trailer.success) throw new ArchiveError(`is damaged in line ${count + 2}: copy it again`)
      const isWhole = trailer.data.pairs === count && trailer.data.sha256 === hash.digest()
      if (!isWhole || !(await rest.next()).done)
        throw new ArchiveError('is damaged: it is not what its last line says; copy it again')
      return
    }
  }
  return { header, pairs: pairs() }
}
