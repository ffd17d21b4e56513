import built from '../../../../build/widget.json'
import { ProblemError } from '../../../http/problem.ts'
import type { Handler } from '../../handler.ts'
import { problemTypes } from '../../problem-types.ts'
import type { Representation } from '../../respond.ts'

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
export const widget: Handler = async (_, { asset, respond }) =>
  respond({ ...script(built.hash, () => asset('/widget.js')), freshness: 'deployed' })

/** The widget under the hash of its bytes, for pages that pin it: this deploy's, or one that was kept of an earlier. */
export const pinnedWidget: Handler = async (store, { io, origin, param, asset, respond }) => {
  const [, hash] = /^([0-9a-f]{16})\.js$/.exec(param('file')) ?? []
  if (hash === built.hash) return respond({ ...script(hash, () => asset('/widget.js')), freshness: 'pinned' })
  const kept = hash === undefined ? undefined : await store.widget(io, hash)
  if (hash !== undefined && kept !== undefined)
    return respond({ ...script(hash, () => kept), freshness: 'pinned' })
  throw new ProblemError({
    type: problemTypes.notFound,
    title: 'No such version of the widget',
    detail: `The current one is ${origin}/widget/${built.hash}.js with integrity="${built.integrity}".`,
  })
}
