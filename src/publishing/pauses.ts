import type { Kv } from './kv.ts'

/** A write to KV may take a minute to be seen everywhere. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000, 15_000]

/** Milliseconds before each look at what was written: one at once, more where the store may show it late. */
export const pausesOf = ({ consistent }: Pick<Kv, 'consistent'>): number[] =>
  consistent ? [0] : [0, ...PAUSES_MS]
