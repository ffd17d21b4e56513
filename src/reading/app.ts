/** The route table: read it and you know the product. */
import { NoQuery } from '../http/query.ts'
import { type Origins, site } from '../page/site.ts'
import { counts } from './counts/handler.ts'
import { badge } from './embed/badge/handler.ts'
import { BadgeQuery, PngBadgeQuery } from './embed/badge/query.ts'
import { builder, builderScript } from './embed/builder/handler.ts'
import { frame } from './embed/frame/handler.ts'
import { FrameQuery } from './embed/frame/query.ts'
import { oembed } from './embed/oembed/handler.ts'
import { OembedQuery } from './embed/oembed/query.ts'
import { passOver } from './embed/pass-over.ts'
import { widget, widgetFile } from './embed/widget/handler.ts'
import { type Bindings, createAnswer, type Handler } from './handler.ts'
import { bundle } from './letter/bundle/handler.ts'
import { bibtex, csl } from './letter/cite/handler.ts'
import { dataPackageJson } from './letter/data-package/handler.ts'
import { feedAtom, feedJson } from './letter/feed/handler.ts'
import { letter } from './letter/handler.ts'
import { jsonLd } from './letter/json-ld/handler.ts'
import { page, translation } from './letter/page/handler.ts'
import { pngBadge, preview } from './letter/picture/handler.ts'
import { markdown, plain } from './letter/text/handler.ts'
import { openapiJson } from './openapi/handler.ts'
import { answerAtOrigin } from './origin.ts'
import { createResponder } from './respond.ts'
import { CHANGES, changes } from './revisions/changes.ts'
import { history, REVISION, revision, revisionPage, revisions } from './revisions/handler.ts'
import { createRouter } from './router.ts'
import { searchJson, searchPage } from './search/handler.ts'
import { csv } from './signatories/csv/handler.ts'
import { signatories, signatory } from './signatories/handler.ts'
import { jsonl } from './signatories/jsonl/handler.ts'
import { docs } from './site/docs/handler.ts'
import { dump } from './site/dump/handler.ts'
import { siteFeedAtom, siteFeedJson } from './site/feed/handler.ts'
import { health } from './site/health.ts'
import { home } from './site/home/handler.ts'
import { letters } from './site/letters/handler.ts'
import { logo } from './site/logo.ts'
import { ownPage } from './site/own-page.ts'
import { problem } from './site/problem/handler.ts'
import { publicKeys } from './site/public-keys.ts'
import { robotsTxt } from './site/robots.ts'
import { sitemapXml } from './site/sitemap.ts'
import { andThen, type Soon } from './soon.ts'
import type { Snapshot } from './store/immutable-reader.ts'
import { createStore } from './store/store.ts'

/** @param origins where readers find this deployment */
export const createApp = (snapshot: Snapshot, origins: Origins = {}) => {
  const router = createRouter<Handler>()
  const resource = router.add

  // Letters as files: before the pages, whose addresses are theirs without an ending
  resource('/letters/:file{[^/]+\\.md}', markdown)
  resource('/letters/:file{[^/]+\\.txt}', plain)
  resource('/letters/:file{[^/]+\\.jsonld}', jsonLd)
  resource('/letters/:file{[^/]+\\.bundle\\.zip}', bundle)
  resource('/letters/:slug/signatories.csv', csv)
  resource('/letters/:slug/signatories.jsonl', jsonl)
  resource('/letters/:slug/datapackage.json', dataPackageJson)
  resource('/letters/:slug/feed.atom', feedAtom)
  resource('/letters/:slug/feed.json', feedJson)
  resource('/letters/:slug/cite.bib', bibtex)
  resource('/letters/:slug/cite.json', csl)

  // For people
  resource('/', home)
  resource('/feed.atom', siteFeedAtom)
  resource('/feed.json', siteFeedJson)
  resource('/signatories', searchPage)
  resource('/letters/:slug', page)
  resource('/letters/:slug/:lang{[A-Za-z][A-Za-z][A-Za-z]?(?:-[A-Za-z0-9]+)*}', translation)
  resource('/letters/:slug/revisions', history)
  resource(`/letters/:slug/revisions/${REVISION}`, revisionPage)

  // For programs
  resource('/v1/letters', letters)
  resource('/v1/signatories', searchJson)
  resource('/v1/dump.jsonl', dump)
  resource('/v1/letters/:slug', letter)
  resource('/v1/letters/:slug/signatories', signatories)
  resource('/v1/letters/:slug/signatories/:id', signatory)
  resource('/v1/letters/:slug/counts', counts)
  resource('/v1/letters/:slug/revisions', revisions)
  resource(`/v1/letters/:slug/revisions/${REVISION}`, revision)
  resource(`/v1/letters/:slug/compare/${CHANGES}`, changes)

  // For other sites
  resource('/widget.js', passOver(NoQuery, widget))
  resource('/widget/:file', passOver(NoQuery, widgetFile))
  resource('/embed/:slug', passOver(FrameQuery, frame))
  resource('/oembed', passOver(OembedQuery, oembed))
  resource('/letters/:slug/badge.svg', passOver(BadgeQuery, badge))
  resource('/letters/:slug/badge.png', passOver(PngBadgeQuery, pngBadge))
  resource('/letters/:slug/preview/:picture{[\\w-]+\\.png}', preview)
  resource('/letters/:slug/embed', builder)
  resource('/builder.js', builderScript)

  // About the deployment
  resource('/docs', docs)
  resource('/v1/openapi.json', openapiJson)
  resource('/problems/:name', problem)
  resource('/.well-known/jwks.json', publicKeys)
  resource('/sitemap.xml', sitemapXml)
  resource('/robots.txt', robotsTxt)
  resource('/healthz', health)

  // In the site's own words, where it has them
  for (const name of site.pages) resource(`/${name}`, ownPage(name))
  if (site.logo) resource('/logo.svg', logo)

  const answer = createAnswer(router.find, createStore(snapshot), createResponder(), origins.sign_origin)
  return {
    paths: router.paths,
    fetch: (request: Request, env: Bindings, execution: ExecutionContext): Soon<Response> => {
      const response = answerAtOrigin(request, origins.origin, () => answer(request, env, execution))
      // RFC 9110, 9.3.2
      return request.method === 'HEAD'
        ? andThen(response, (response) => new Response(null, response))
        : response
    },
  }
}
