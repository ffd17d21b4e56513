import signing from '../../../build/signing.json'
import { apiHeaders } from '../../http/headers.ts'
import type { Ctx } from '../context.ts'

/** The script of `<sign-form>`, for other sites. It leads to where it was had from. */
export const showFormScript = async (c: Ctx): Promise<Response> =>
  new Response(`${signing.form}(${JSON.stringify(new URL(c.req.url).origin)})`, {
    headers: {
      ...apiHeaders,
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=3600',
    },
  })
