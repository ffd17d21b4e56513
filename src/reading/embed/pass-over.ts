import type * as z from 'zod/mini'
import { unshared } from '../../http/freshness.ts'
import { hasUnknown } from '../../http/query.ts'
import type { Handler } from '../handler.ts'
import { andThen } from '../soon.ts'

/**
 * For what other sites put into their pages: a handler that passes over parameters which are not its own. What it answers
 * to them no shared cache keeps: `?utm_source=` and anything are as many addresses of one thing.
 */
export const passOver =
  (schema: z.ZodMiniObject, handler: Handler): Handler =>
  (store, context) =>
    andThen(handler(store, context), (response) =>
      response && hasUnknown(schema, context.search) ? unshared(response) : response,
    )
