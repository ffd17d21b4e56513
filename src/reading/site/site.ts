/** What a deployment says of itself: to crawlers, to programs, to developers. */
import version from '../../../build/version.json'
import { ProblemError, problemTypes } from '../../http/problem.ts'
import { dropQuery, NoQuery, parseQuery } from '../../http/query.ts'
import type { Handler } from '../handler.ts'
import { nothingAt } from '../problems.ts'
import type { Representation } from '../respond.ts'
import { docsPage, type Openapi } from './docs/page.tsx'
import { catalogueMeta } from './letters/handler.ts'
import { problemPage } from './problem/page.tsx'
import { robots, sitemap } from './sitemap.ts'

/** The asset that the build made from `src/reading/openapi/`. */
const OPENAPI = '/v1/openapi.json'

/** What a deploy changes, and no publish does. */
const ofCode = {
  validator: version.version,
  freshness: 'current',
  tags: ['code'],
} satisfies Partial<Representation>

export const sitemapXml: Handler = async (store, { io, origin, search, respond }) => {
  dropQuery(search)
  const catalogue = await store.catalogue(io)
  return respond({
    ...(await catalogueMeta(catalogue)),
    headerProfile: 'api',
    type: 'application/xml; charset=utf-8',
    variant: 'sitemap.xml',
    render: () => sitemap(origin, catalogue),
  })
}

export const robotsTxt: Handler = async (_, { origin, search, respond }) => {
  dropQuery(search)
  return respond({
    ...ofCode,
    headerProfile: 'api',
    type: 'text/plain; charset=utf-8',
    variant: 'robots.txt',
    render: () => robots(origin),
  })
}

export const openapiJson: Handler = async (_, { search, asset, respond }) => {
  parseQuery(NoQuery, search)
  return respond({
    ...ofCode,
    headerProfile: 'api',
    type: 'application/json',
    variant: 'openapi.json',
    render: () => asset(OPENAPI),
  })
}

export const docs: Handler = async (store, { io, origin, search, asset, respond }) => {
  dropQuery(search)
  const catalogue = await store.catalogue(io)
  return respond({
    ...(await catalogueMeta(catalogue)),
    headerProfile: 'page',
    type: 'text/html; charset=utf-8',
    variant: 'docs.html',
    language: 'en',
    async render() {
      const openapi = JSON.parse(await asset(OPENAPI)) as Openapi
      return docsPage(origin, openapi, catalogue[0]?.slug)
    },
  })
}

export const problem: Handler = async (_, { origin, search, param, respond }) => {
  dropQuery(search)
  const found = Object.entries(problemTypes).find(([, { name }]) => name === param('name'))
  if (!found) throw new ProblemError(nothingAt(`/problems/${param('name')}`))
  const [status, type] = found
  return respond({
    ...ofCode,
    headerProfile: 'page',
    type: 'text/html; charset=utf-8',
    variant: `${type.name}.html`,
    language: 'en',
    render: () => problemPage({ origin, status: Number(status), ...type }),
  })
}
