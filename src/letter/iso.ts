/**
 * Days and instants as ISO 8601 has them. These are `z.iso.date` and `z.iso.datetime` without what comes along with them,
 * a quarter of a KiB of the Worker.
 */
import * as z from 'zod/mini'
import { $ZodCheckStringFormat } from 'zod/v4/core'

/** The days that there are: up to the 28th, up to the 30th, and the 31st, of the months that have them; and leap days. */
const DAY = [
  String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])`,
  String.raw`\d{4}-(?:0[13-9]|1[0-2])-(?:29|30)`,
  String.raw`\d{4}-(?:0[13578]|1[02])-31`,
  String.raw`(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29`,
].join('|')

const INSTANT = String.raw`(?:${DAY})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z`

/** A text of a format by this name in JSON Schema, where an instant is a `datetime` to zod. */
const formatted = (format: string, pattern: string, error?: string): z.ZodMiniString<string> =>
  z.string({ error }).check(
    new $ZodCheckStringFormat({
      check: 'string_format',
      format,
      pattern: new RegExp(`^(?:${pattern})$`),
      error: error === undefined ? undefined : () => error,
    }),
  )

/** @param error what is wrong with a text that is none */
export const isoDate = (error?: string): z.ZodMiniString<string> => formatted('date', DAY, error)

/** An instant in UTC; `error` as for a day. */
export const isoDateTime = (error?: string): z.ZodMiniString<string> => formatted('datetime', INSTANT, error)
