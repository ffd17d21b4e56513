import built from '../../../../build/widget.json'
import type { Item } from '../../../embed/markup.ts'
import { widgetMeta } from '../../../embed/meta.ts'
import { FIRST_NAMES } from '../../../embed/room.ts'
import { ProblemError } from '../../../http/problem.ts'
import { isSlug } from '../../../letter/schema.ts'
import { signedBy } from '../../../page/messages.ts'
import { scriptJson } from '../../../page/script-json.ts'
import type { Handler, RequestContext } from '../../handler.ts'
import { currentMeta, originalLanguage } from '../../letter/meta.ts'
import { messagesFor } from '../../messages.ts'
import { problemTypes } from '../../problem-types.ts'
import type { Representation } from '../../respond.ts'
import { signatoriesList } from '../../signatories/json.ts'
import { pageQueryString } from '../../signatories/query.ts'
import { readAsset } from '../../store/asset.ts'
import type { Store } from '../../store/store.ts'

/** What the widget shows of a signatory, in the API's order: readers of partners' pages need not wait for the rest. */
const SHOWN: (keyof Item)[] = ['position', 'name', 'url', 'printed_as', 'section']
const fields = { chosen: SHOWN, spelling: SHOWN.join() }

const script = (hash: string, render: () => string | Promise<string>) =>
  ({
    headerProfile: 'api',
    type: 'text/javascript; charset=utf-8',
    variant: 'widget.js',
    validator: hash,
    tags: ['widget'],
    render,
  }) satisfies Partial<Representation>

/** The widget as of this deploy. */
export const widget: Handler = (_, { io, respond }) =>
  respond({ ...script(built.hash, () => readAsset(io, '/widget.js')), freshness: 'deployed' })

/** A letter's own script: the widget, the letter's first names, and the words of its language. */
const letterScript = (slug: string, store: Store, { io, origin, sign, respond }: RequestContext) =>
  store.current(io, slug, async (current) => {
    const language = originalLanguage(current)
    const messages = await messagesFor(language, io)
    const meta = currentMeta(current)
    const form = sign(current)
    return respond({
      ...meta,
      headerProfile: 'api',
      type: 'text/javascript; charset=utf-8',
      variant: `letter-widget.js;${messages.language}`,
      tags: [...meta.tags, 'widget'],
      sign: form,
      async render() {
        const query = { limit: FIRST_NAMES, status: 'active', widget: language, fields } as const
        const open = current.open()
        const [code, { letter, counts }, { signatories, next }] = await Promise.all([
          readAsset(io, '/letter-widget.js'),
          open.letter(),
          open.list('letter', query, [], FIRST_NAMES),
        ])
        const { id, count } = current.revision
        const list = signatoriesList(origin, {
          slug,
          revision: id,
          count,
          signatories,
          fields,
          query: pageQueryString(query, id),
          next: next && pageQueryString(query, id, next),
          widget: widgetMeta(origin, letter, signedBy(counts.type, count), language, messages, form),
        })
        return `${code}(${scriptJson(list)},document.currentScript,"${origin}")`
      },
    })
  })

/**
 * A letter's own script; or the widget under the hash of its bytes, for pages that pin it: this deploy's, or one that was
 * kept of an earlier. A letter whose name looks like a hash goes before what was kept under that.
 */
export const widgetFile: Handler = async (store, context) => {
  const { io, origin, param, respond } = context
  const [, name = ''] = /^(.+)\.js$/.exec(param('file')) ?? []
  if (name === built.hash)
    return respond({ ...script(name, () => readAsset(io, '/widget.js')), freshness: 'pinned' })
  const response = isSlug(name) ? await letterScript(name, store, context) : undefined
  if (response || !/^[0-9a-f]{16}$/.test(name)) return response
  const kept = await store.widget(io, name)
  if (kept !== undefined) return respond({ ...script(name, () => kept), freshness: 'pinned' })
  throw new ProblemError({
    type: problemTypes.notFound,
    title: 'No such version of the widget',
    detail: `The current one is ${origin}/widget/${built.hash}.js with integrity="${built.integrity}".`,
  })
}
