/** What a deployment says of itself: to crawlers, to programs, to developers. */
import version from '../../../build/version.json'
import { ProblemError, problemTypes } from '../../http/problem.ts'
import type { Resource } from '../handler.ts'
import { nothingAt } from '../problems.ts'
import { dropQuery, NoQuery, parseQuery } from '../query.ts'
import type { Representation } from '../respond.ts'
import { docsPage, type Openapi } from './docs-page.tsx'
import { common } from './letters.ts'
import { problemPage } from './problem-page.tsx'
import { robots, sitemap } from './sitemap.ts'

/** The asset that the build made from `src/reading/openapi/`. */
const OPENAPI = '/v1/openapi.json'

/** What a deploy changes, and no publish does. */
const ofCode = {
  from: version.version,
  freshness: 'current',
  tags: ['code'],
} satisfies Partial<Representation>

export const sitemapXml: Resource = async (store, { io, origin, search, answer }) => {
  dropQuery(search)
  const catalogue = await store.catalogue(io)
  return answer({
    ...(await common(catalogue)),
    kind: 'api',
    type: 'application/xml; charset=utf-8',
    name: 'sitemap.xml',
    render: () => sitemap(origin, catalogue),
  })
}

export const robotsTxt: Resource = async (_, { origin, search, answer }) => {
  dropQuery(search)
  return answer({
    ...ofCode,
    kind: 'api',
    type: 'text/plain; charset=utf-8',
    name: 'robots.txt',
    render: () => robots(origin),
  })
}

export const openapiJson: Resource = async (_, { search, asset, answer }) => {
  parseQuery(NoQuery, search)
  return answer({
    ...ofCode,
    kind: 'api',
    type: 'application/json',
    name: 'openapi.json',
    render: () => asset(OPENAPI),
  })
}

export const docs: Resource = async (store, { io, origin, search, asset, answer }) => {
  dropQuery(search)
  const catalogue = await store.catalogue(io)
  return answer({
    ...(await common(catalogue)),
    kind: 'page',
    type: 'text/html; charset=utf-8',
    name: 'docs.html',
    language: 'en',
    async render() {
      const openapi = JSON.parse(await asset(OPENAPI)) as Openapi
      return docsPage(origin, openapi, catalogue[0]?.slug)
    },
  })
}

export const problem: Resource = async (_, { origin, search, param, answer }) => {
  dropQuery(search)
  const found = Object.entries(problemTypes).find(([, { name }]) => name === param('name'))
  if (!found) throw new ProblemError(nothingAt(`/problems/${param('name')}`))
  const [status, type] = found
  return answer({
    ...ofCode,
    kind: 'page',
    type: 'text/html; charset=utf-8',
    name: `${type.name}.html`,
    language: 'en',
    render: () => problemPage({ origin, status: Number(status), ...type }),
  })
}
