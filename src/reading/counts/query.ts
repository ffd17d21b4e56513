import * as z from 'zod/mini'
import { oneOf } from '../../http/query.ts'
import { CountryLanguage } from '../country-names.ts'

/** What the list is counted by, and the language of names of countries. */
export const CountsQuery = z.strictObject({
  by: oneOf('day', 'country', 'type'),
  lang: z.optional(CountryLanguage),
})
