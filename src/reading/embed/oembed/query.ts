import * as z from 'zod/mini'
import { orElse } from '../../../http/query.ts'
import { url } from '../../../letter/url.ts'

const Pixels = z.pipe(
  z.string().check(z.regex(/^[1-9]\d{0,5}$/, { error: 'is not a whole number of pixels from 1' })),
  z.transform(Number),
)

/** What a consumer asks (https://oembed.com/#section2.2). Other parameters are its own affair: WordPress sends `dnt`. */
export const OembedQuery = z.object({
  url: url(() => true, 'is not the whole address of a letter, beginning with https://'),
  format: orElse(z.string(), 'json'),
  maxwidth: z.optional(Pixels),
  maxheight: z.optional(Pixels),
})
