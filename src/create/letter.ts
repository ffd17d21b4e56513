/** The first letter of a new repository: an example to change, or what somebody has already. */
import { parseDocument, stringify } from 'yaml'
import { EXAMPLE, frontMatter } from '../cli/letter-template.ts'
import { slugOf } from '../letter/slug.ts'

/** `todo` is what only a person can write. */
export type FirstLetter = { slug: string; files: Record<string, string>; todo: string[] }

const scalar = (text: string): string => stringify(text, { lineWidth: 0 }).trimEnd()

const SIGNING = `# The public can sign. Without these two lines it cannot.
signing:
  who: both
`

const factsOf = (title: string, date: string, signOn: boolean): string =>
  frontMatter(scalar(title), date, signOn ? SIGNING : '')

const translation = (title: string, from: string, tag: string): string => `---
translation_of: ${from}
title: ${scalar(`${title} (to be translated: ${tag})`)}
addressee: Somebody
---

${EXAMPLE.replace('Dear Somebody', `Dear Somebody (to be translated: ${tag})`)}`

type Wanted = {
  languages: readonly [string, ...string[]]
  signOn: boolean
  date: string
  slug?: string | undefined
}

export const exampleLetter = ({ languages: [first, ...others], signOn, date, slug }: Wanted): FirstLetter => {
  const title = 'An open letter'
  const files = {
    [`letter.${first}.md`]: `${factsOf(title, date, signOn)}\n${EXAMPLE}`,
    ...Object.fromEntries(others.map((tag) => [`letter.${tag}.md`, translation(title, first, tag)])),
  }
  return { slug: slug ?? `our-letter-${date.slice(0, 4)}`, files, todo: [] }
}

/** @param text Markdown: of a letter with its facts, or of a text whose first heading is its title */
export const givenLetter = (
  text: string,
  { languages: [first, ...others], signOn, date, slug }: Wanted,
): FirstLetter => {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const facts = /^---\n((?:.*\n)*?)---\n/.exec(plain)
  const heading = /^\s*#\s+(.+?)\s*#*\n/.exec(plain)
  const inFacts: unknown = facts?.[1] === undefined ? undefined : parseDocument(facts[1]).get('title')
  const title = typeof inFacts === 'string' ? inFacts : (heading?.[1] ?? 'An open letter')
  const isOpen = /^signing:/m.test(facts?.[1] ?? '')
  const whole =
    facts === null
      ? `${factsOf(title, date, signOn)}\n${plain.slice(heading?.[0].length ?? 0).trimStart()}`
      : plain.replace('---\n', () => (signOn && !isOpen ? `---\n${SIGNING}` : '---\n'))
  const todo = [
    ...(facts === null ? [`letter.${first}.md: to whom it is, as addressee`] : []),
    ...others.map((tag) => `letter.${tag}.md: the translation`),
  ]
  return { slug: slug ?? slugOf(title), files: { [`letter.${first}.md`]: whole }, todo }
}
