/** What no publish changes, made at build time so that the Worker need not know how: the reference, problems, the site's own words. */
import type { SharedMessages } from '../../page/messages/schema.ts'
import { createMessages } from '../../page/messages.ts'
import { site } from '../../page/site.ts'
import { document } from '../openapi/document.ts'
import { problemTypes } from '../problem-types.ts'
import type { Openapi } from './docs/openapi.ts'
import { type Own as DocsOwn, docsPage } from './docs/page.tsx'
import { emptyHtml } from './home/empty.tsx'
import { PLACEHOLDER_ORIGIN, PLACEHOLDER_REVISION, PLACEHOLDER_SLUG } from './prerendered.ts'
import { meanings } from './problem/meanings.ts'
import { problemPage } from './problem/page.tsx'
import { introductionHtml, ownPageHtml, type Text, textHtml } from './texts.tsx'

type Own = Record<'introduction' | 'imprint' | 'privacy', Text[]> & {
  /** The closest to the site's own language, BCP 47, and what that says. */
  language: string
  messages: SharedMessages
  /** Of the reference alone. */
  docs: DocsOwn
}

/** The site's text on privacy by language, for pages of another Worker. */
export const prerenderPrivacy = (texts: Text[]): Record<string, string> =>
  Object.fromEntries(texts.map((text) => [text.language, textHtml(text)]))

/** Each page by its name beside the Worker. */
export const prerender = (own: Own): Record<string, string> => {
  const messages = createMessages(own.language, own.messages)
  // As programs read it: what is undefined is not there.
  const openapi = JSON.parse(JSON.stringify(document)) as Openapi
  const problems = Object.entries(problemTypes).map(([key, type]) => [
    `problems/${type.name}.html`,
    problemPage(PLACEHOLDER_ORIGIN, type, meanings[key as keyof typeof problemTypes]),
  ])
  return {
    'empty.html': emptyHtml(messages),
    'docs.html': docsPage(PLACEHOLDER_ORIGIN, openapi, own.docs, {
      slug: PLACEHOLDER_SLUG,
      revision: PLACEHOLDER_REVISION,
    }),
    ...Object.fromEntries(problems),
    ...Object.fromEntries(
      site.pages.map((name) => [`${name}.html`, ownPageHtml(PLACEHOLDER_ORIGIN, name, own[name], messages)]),
    ),
    ...(site.introduction && { 'introduction.html': introductionHtml(own.introduction) }),
  }
}
