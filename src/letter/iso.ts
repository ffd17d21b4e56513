/**
 * Days and instants as ISO 8601 has them. These are `z.iso.date` and `z.iso.datetime` without what comes along with
 * `z.iso`, which no bundler takes apart.
 */
import { ZodMiniISODate, ZodMiniISODateTime } from 'zod/mini'
import { _isoDate, _isoDateTime } from 'zod/v4/core'

/** @param error what is wrong with a text that is none */
export const isoDate = (error?: string): ZodMiniISODate => _isoDate(ZodMiniISODate, error)

export const isoDateTime = (): ZodMiniISODateTime => _isoDateTime(ZodMiniISODateTime)
