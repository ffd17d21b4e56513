import { apiHeaders } from '../http/headers.ts'
import { formatJson } from '../http/json.ts'
import { type Ctx, registerOf, withLetter } from './context.ts'

/** How many confirmed, and how many of them are published. Any site may read it; it may be a minute old. */
export const count = async (c: Ctx): Promise<Response> => {
  const { slug } = await withLetter(c)
  return new Response(formatJson(await registerOf(c, slug).publicCount()), {
    headers: { ...apiHeaders, 'Content-Type': 'application/json', 'Cache-Control': 'public, max-age=60' },
  })
}
