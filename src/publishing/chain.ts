/**
 * The chain that a letter's publications form: each names the hash of the one before. Whoever knows the hash of one can
 * tell later whether the history still leads to it, and so whether anything up to there was written anew.
 */
import canonicalize from 'canonicalize'
import { shortRevision } from '../letter/schema.ts'
import { sha256Base64Url } from '../letter/sha256.ts'
import type { Publication } from '../revision/layout.ts'

/** What the chain is made of: not the signature, which is a proof of its own, nor when the same revision was published first. */
export type Link = Pick<
  Publication,
  'revision' | 'published' | 'count' | 'note' | 'by' | 'previous' | 'as_published'
>

const hashOf = (value: Record<string, unknown>): string => sha256Base64Url(canonicalize(value) as string)

/**
 * The hash of what was said with a publication. It has one of its own, so that a note can be erased and the chain be
 * computed all the same.
 */
export const saidHash = ({ note, by }: Pick<Link, 'note' | 'by'>): string | undefined =>
  note === undefined && by === undefined ? undefined : hashOf({ note, by })

/**
 * A publication's hash, as it was published: SHA-256, as base64url, of the canonical JSON (RFC 8785) of
 * `{ count, previous, published, revision, said }`; `said` is the same of `{ by, note }`. What it does not have is left out.
 */
export const publicationHash = (link: Link): string => {
  const { published, previous, as_published: then } = link
  const { revision, count } = then ?? link
  return hashOf({ revision, published, count, said: then?.said ?? saidHash(link), previous })
}

export type Chain = {
  /** The hash of the newest publication: to be noted down. */
  hash: string
  /** How many publications it holds: all that name one before them, and that which the oldest of these names. */
  length: number
  /** From how many of these somebody was erased. */
  erased: number
  /** Where it does not hold together. */
  fault?: string
}

const nameOf = ({ published, revision }: Link): string => `that of ${published} (${shortRevision(revision)})`

const faultOf = (link: Link, before: Link): string | undefined => {
  if (link.previous === publicationHash(before)) return undefined
  return link.previous === undefined
    ? `the publication before ${nameOf(link)} is not named by it`
    : `${nameOf(link)} was made after another publication than ${nameOf(before)}: one of them is not what it was`
}

/** Computes a chain again. @param history the newest first */
export const readChain = (history: readonly [Link, ...Link[]]): Chain => {
  // What the oldest link names may have been pruned; before there was a chain none was named.
  const links = history.slice(0, history.findLastIndex(({ previous }) => previous !== undefined) + 2)
  const faults = links.flatMap((link, index) => {
    const before = links[index + 1]
    return (before && faultOf(link, before)) ?? []
  })
  const [fault] = faults
  return {
    hash: publicationHash(history[0]),
    length: links.length,
    erased: links.filter(({ as_published }) => as_published !== undefined).length,
    ...(fault !== undefined && { fault }),
  }
}

/** Whether a history leads to the publication of a hash. */
export const leadsTo = (history: readonly Link[], hash: string): boolean =>
  history.some((link) => publicationHash(link) === hash)
