/** Why the library cannot go on. What is wrong with a stored value is a `StoreError`. */
import { didYouMean } from '../letter/nearest.ts'
import { shortRevision } from '../letter/schema.ts'

/** Somebody else published in the meantime, so this publish stopped. Readers see one whole revision. */
export class PublishConflict extends Error {
  override name = 'PublishConflict'
  /** Whether the heads were written all the same, and those of the other may be what readers see. */
  readonly written: boolean

  constructor(written: boolean) {
    super(
      `Somebody else published ${written ? 'in the same moment' : 'while this publish was under way'}. ` +
        'Nothing is lost or mixed: readers see one whole revision.',
    )
    this.written = written
  }
}

/** Somebody else is writing, as their claim says. Nothing was written. */
export class PublishLocked extends Error {
  override name = 'PublishLocked'
  readonly holder: { by?: string | undefined; since: string; until: string }

  /** @param holder `since` and `until` are ISO instants */
  constructor(holder: { by?: string | undefined; since: string; until: string }) {
    const at = (instant: string) => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`
    super(
      `${holder.by ?? 'Somebody'} has been writing here since ${at(holder.since)}; nothing was written. Wait until ` +
        `that is done, or for ${at(holder.until)} if it was stopped.`,
    )
    this.holder = holder
  }
}

/** A letter, or any at all, was asked for that is not published. */
export class NotPublished extends Error {
  override name = 'NotPublished'
  /** The letter that was asked for; undefined where it was all of them and there is none. */
  readonly slug: string | undefined

  /** @param published the slugs of the letters that are */
  constructor(slug: string | undefined, published: readonly string[]) {
    super(
      slug === undefined
        ? 'Nothing is published here yet.'
        : `There is no live letter ${slug}; ${published.length > 0 ? didYouMean(slug, published) : 'nothing is published here yet'}`,
    )
    this.slug = slug
  }
}

/** A letter was asked for by a slug that it had before. */
export class LetterRenamed extends Error {
  override name = 'LetterRenamed'

  constructor(from: string, to: string) {
    super(`${from} was renamed to ${to}; ask for that`)
  }
}

/** A letter's head is the sign-on Worker's to write. Nothing was changed. */
export class LetterOpen extends Error {
  override name = 'LetterOpen'

  constructor(slug: string) {
    super(
      `${slug} is open for signing, and the sign-on Worker alone makes its revisions current; nothing was changed. ` +
        `Close it first: bring its names in with undersigned pull ${slug}, delete signing in its front matter, and publish; ` +
        'afterwards it can be opened again.',
    )
  }
}

/** The sign-on Worker has not given a head back. */
export class HeadNotGiven extends Error {
  override name = 'HeadNotGiven'

  constructor(slug: string) {
    super(
      `The sign-on Worker has not handed ${slug} over. Nothing is lost: readers have what they had. ` +
        'See whether it is deployed with the same KV, and publish again. Where there is none any more, publish with --take-over.',
    )
  }
}

/** A letter is to get a slug that another has. */
export class LetterExists extends Error {
  override name = 'LetterExists'

  constructor(slug: string) {
    super(`There is a live letter ${slug} already; choose another slug`)
  }
}

/** A letter's history has no revision, or more than one, that is meant by what was asked for. */
export class UnclearRevision extends Error {
  override name = 'UnclearRevision'
  readonly slug: string
  /** The ids that could be meant. */
  readonly candidates: readonly string[]

  /**
   * @param asked the beginning of an id; undefined where the one before the current revision was asked for
   * @param successor what took the place of what was asked for, when somebody was erased from that
   */
  constructor(slug: string, asked: string | undefined, candidates: readonly string[], successor?: string) {
    const what = asked === undefined ? 'no earlier revision' : `no revision ${asked}`
    const since =
      successor === undefined ? '' : ` any more: without who was erased it is ${shortRevision(successor)}`
    super(
      candidates.length === 0
        ? `${slug} has ${what} in its history${since}`
        : `${asked} could be ${candidates.map(shortRevision).join(' or ')}; write more of it`,
    )
    this.slug = slug
    this.candidates = candidates
  }
}

/** A revision that the store does not hold, or not all of. Nothing was changed. */
export class IncompleteRevision extends Error {
  override name = 'IncompleteRevision'
  readonly slug: string
  readonly revision: string
  /** The key that is missing; undefined where it is the revision itself. */
  readonly missing: string | undefined

  constructor(slug: string, revision: string, missing?: string) {
    const what =
      missing === undefined ? 'is not in KV any more' : `is not whole in KV (${missing} is missing)`
    super(`Revision ${shortRevision(revision)} of ${slug} ${what}; nothing was changed.`)
    this.slug = slug
    this.revision = revision
    this.missing = missing
  }
}

/** The store said that it took pairs, and does not hold them. Nothing went live. */
export class StoreLoss extends Error {
  override name = 'StoreLoss'
  readonly keys: readonly string[]

  constructor(keys: readonly string[]) {
    const others = keys.length > 1 ? ` and ${keys.length - 1} more` : ''
    super(
      `KV did not keep what it said it took (${keys[0]}${others}), not the second time either. ` +
        'Nothing went live: readers have what they had. Publish again later.',
    )
    this.keys = keys
  }
}

/** The heads were written, twice, and the store does not show them: it is late, or lost them. */
export class NotShown extends Error {
  override name = 'NotShown'
  readonly keys: readonly string[]

  constructor(keys: readonly string[]) {
    super(
      `It is written, and KV still does not show it (${keys.join(', ')}): it is late, or lost it. ` +
        'Readers see one whole revision, the old or the new.',
    )
    this.keys = keys
  }
}

/** A backup that cannot be read, or not be trusted. */
export class ArchiveError extends Error {
  override name = 'ArchiveError'
}

/** A key that cannot be used to sign, or a set of public keys that is none. */
export class SignatureError extends Error {
  override name = 'SignatureError'
}

/** A deployment that cannot be reached, or does not answer as one does. */
export class DeploymentError extends Error {
  override name = 'DeploymentError'
  readonly url: string

  /** @param what goes on from the address: `cannot be reached` */
  constructor(url: string, what: string) {
    super(`${url} ${what}`)
    this.url = url
  }
}
