import * as z from 'zod/mini'

/** Switches are on as `1`, and left out when they are off. */
const Switch = z.optional(z.literal('1', { error: 'can only be 1, or be left out' }))

export const CsvQuery = z.strictObject({ bom: Switch, spreadsheet: Switch })
