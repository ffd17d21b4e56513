import { ProblemError } from '../../../http/problem.ts'
import { dropQuery } from '../../../http/query.ts'
import type { Handler } from '../../handler.ts'
import { problemTypes } from '../../problem-types.ts'
import { notFound } from '../../problems.ts'
import { codeMeta } from '../meta.ts'
import { prerendered } from '../prerendered.ts'

/** What a problem's type URL leads to. */
export const problem: Handler = async (_, context) => {
  const { search, param, respond } = context
  dropQuery(search)
  const type = Object.values(problemTypes).find(({ name }) => name === param('name'))
  if (!type) throw new ProblemError(notFound(`/problems/${param('name')}`))
  return respond({
    ...codeMeta,
    headerProfile: 'page',
    type: 'text/html; charset=utf-8',
    variant: `${type.name}.html`,
    language: 'en',
    render: () => prerendered(context, `problems/${type.name}.html`),
  })
}
