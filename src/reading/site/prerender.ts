/** The pages that no publish changes, made at build time so that the Worker need not know how: the reference, problems. */
import { document } from '../openapi/document.ts'
import { problemTypes } from '../problem-types.ts'
import { docsPage, type Openapi } from './docs/page.tsx'
import { PLACEHOLDER_ORIGIN, PLACEHOLDER_SLUG } from './prerendered.ts'
import { meanings } from './problem/meanings.ts'
import { problemPage } from './problem/page.tsx'

/** Each page by its name beside the Worker. */
export const prerender = (): Record<string, string> => {
  // As programs read it: what is undefined is not there.
  const openapi = JSON.parse(JSON.stringify(document)) as Openapi
  const problems = Object.entries(problemTypes).map(([key, type]) => [
    `problems/${type.name}.html`,
    problemPage(PLACEHOLDER_ORIGIN, type, meanings[key as keyof typeof problemTypes]),
  ])
  return {
    'docs.html': docsPage(PLACEHOLDER_ORIGIN, openapi, PLACEHOLDER_SLUG),
    ...Object.fromEntries(problems),
  }
}
