import * as z from 'zod/mini'
import { THEMES } from '../../../embed/options.ts'
import { orElse } from '../../../http/query.ts'
import { Language } from '../../../letter/schema.ts'
import { LANGUAGES } from '../../../page/languages.ts'

const among = (choices: readonly string[]) => ({ error: `is not one of ${choices.join(', ')}` })

/** What others add to the address of an image (`?v=2`) is passed over. */
export const BadgeQuery = z.object({
  lang: z.optional(z.literal(LANGUAGES, among(LANGUAGES))),
  theme: orElse(z.literal(THEMES, among(THEMES)), 'auto'),
})

/** Drawn at a publish, on a light ground, in the letter's own languages. */
export const PngBadgeQuery = z.object({ lang: z.optional(Language) })
