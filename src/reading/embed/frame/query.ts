import * as z from 'zod/mini'
import { HEADINGS, SORTS, THEMES, VIEWS } from '../../../embed/options.ts'
import { LanguageTag, Limit } from '../../parameters.ts'

/** `list, compact or count` */
const either = (choices: readonly string[]): string =>
  `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`

const choice = <const Choices extends readonly [string, ...string[]]>(choices: Choices) =>
  z.optional(z.literal(choices, { error: `is not ${either(choices)}` }))

/**
 * How the list looks in a frame: the element's attributes. Their values are held to what is allowed, unlike those, for an
 * address can be corrected; what others add to an address (`utm_source`) is passed over.
 */
export const FrameQuery = z.object({
  // Pages that frame a `grid`, which there was, go on.
  view: z.optional(z.literal([...VIEWS, 'grid'], { error: `is not ${either(VIEWS)}` })),
  theme: choice(THEMES),
  lang: z.optional(LanguageTag),
  limit: z.optional(Limit),
  sort: choice(SORTS),
  heading: z.optional(z.literal(HEADINGS, { error: 'is not a level from 1 to 6, or none' })),
})
