import built from '../../../build/widget.json'
import { ProblemError } from '../../http/problem.ts'
import type { Resource } from '../handler.ts'
import type { Representation } from '../respond.ts'

const script = (hash: string, render: () => string | Promise<string>) =>
  ({
    kind: 'api',
    type: 'text/javascript; charset=utf-8',
    name: 'widget.js',
    from: hash,
    tags: ['widget'],
    render,
  }) satisfies Partial<Representation>

/** The widget as of this deploy. */
export const widget: Resource = async (_, { asset, answer }) =>
  answer({ ...script(built.hash, () => asset('/widget.js')), freshness: 'deployed' })

/** The widget under the hash of its bytes, for pages that pin it: this deploy's, or one that was kept of an earlier. */
export const pinnedWidget: Resource = async (store, { io, origin, param, asset, answer }) => {
  const [, hash] = /^([0-9a-f]{16})\.js$/.exec(param('file')) ?? []
  if (hash === built.hash) return answer({ ...script(hash, () => asset('/widget.js')), freshness: 'pinned' })
  const kept = hash === undefined ? undefined : await store.widget(io, hash)
  if (hash !== undefined && kept !== undefined)
    return answer({ ...script(hash, () => kept), freshness: 'pinned' })
  throw new ProblemError({
    status: 404,
    title: 'No such version of the widget',
    detail: `The current one is ${origin}/widget/${built.hash}.js with integrity="${built.integrity}".`,
  })
}
