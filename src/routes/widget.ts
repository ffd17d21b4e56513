import built from '../../build/widget.json'
import { ProblemError } from '../http/problem.ts'
import type { Representation } from '../http/representation.ts'
import type { Resource, Visit } from './resource.ts'

const script = (asset: Visit['asset']) =>
  ({
    kind: 'api',
    type: 'text/javascript; charset=utf-8',
    name: 'widget.js',
    from: built.hash,
    tags: ['widget'],
    render: () => asset('/widget.js'),
  }) satisfies Partial<Representation>

/** The widget as of this deploy. */
export const widget: Resource = async (_, { asset, answer }) =>
  answer({ ...script(asset), freshness: 'deployed' })

/** The widget under the hash of its bytes, for pages that pin it. Only this deploy's is held. */
export const pinnedWidget: Resource = async (_, { origin, param, asset, answer }) => {
  if (param('file') === `${built.hash}.js`) return answer({ ...script(asset), freshness: 'pinned' })
  throw new ProblemError({
    status: 404,
    title: 'No such version of the widget',
    detail: `Only the current version is held: ${origin}/widget/${built.hash}.js with integrity="${built.integrity}".`,
  })
}
