/**
 * How long anything is kept: the one table, which the alarm enforces and the privacy page shows. What is not in it stays
 * as long as the signature stands.
 */

const HOUR = 3_600_000
const DAY = 24 * HOUR

export const RETENTION_MS = {
  /** A form that was sent and never confirmed, with everything in it. The link confirms no longer. */
  unconfirmed: 7 * DAY,
  /** A sign-on that a moderator rejected. */
  rejected: 30 * DAY,
  /** That somebody withdrew, so that the link can say so. */
  withdrawn: 30 * DAY,
  /** A mail that cannot be sent, with its address. */
  mail: 2 * DAY,
  /** That a mail went to an address, known by its hash, so that not too many do. */
  sends: DAY,
  /** How much came from one network, known by a hash whose key goes with it. */
  limits: DAY,
} as const

export type Retained = keyof typeof RETENTION_MS
