import { redirect } from '../../http/redirect.ts'
import type { RequestContext } from '../handler.ts'
import type { Store } from '../store/store.ts'

/** Hexadecimal digits in a whole revision id. */
const ID_LENGTH = 64

export const isShort = (id: string): boolean => id.length < ID_LENGTH

/**
 * The revision ids that shortened ones stand for, in the letter's history; undefined where one stands for none or for
 * several.
 */
const expandIds = async (
  store: Store,
  { io, param }: RequestContext,
  ids: string[],
): Promise<string[] | undefined> => {
  const history = await store.current(
    io,
    param('slug'),
    ({ open }) => open().publications(0, Number.POSITIVE_INFINITY),
    'retired',
  )
  const known = [...new Set(history?.map(({ revision }) => revision))]
  const expanded = ids.flatMap((id) => {
    const matches = isShort(id) ? known.filter((each) => each.startsWith(id)) : [id]
    return matches.length === 1 ? matches : []
  })
  return expanded.length === ids.length ? expanded : undefined
}

/** A shortened id leads to the whole one for now: another revision may begin with the same digits one day. */
export const redirectToFullIds = async (
  store: Store,
  context: RequestContext,
  ids: string[],
  address: (ids: string[]) => string,
): Promise<Response | undefined> => {
  const expanded = await expandIds(store, context, ids)
  return expanded && redirect(307, address(expanded), 'missing')
}
