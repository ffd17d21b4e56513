/** What the project's pages name is there: files that they link to, headings within them, paths of the code. */
import { glob, readFile, stat } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, it } from 'vitest'

type Node = { type: string; url?: string; value?: string; children?: Node[] }

const pages = await Array.fromAsync(glob(['*.md', 'docs/**/*.md']))

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

const nodesIn = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(nodesIn)]

const read = async (path: string): Promise<Node[]> =>
  nodesIn(
    fromMarkdown(await readFile(path, 'utf8'), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }),
  )

const textOf = ({ value, children }: Node): string => value ?? (children ?? []).map(textOf).join('')

/** A heading's address within its page, as GitHub makes it. */
const anchorOf = (heading: Node): string =>
  textOf(heading)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')

const anchorsOf = async (path: string): Promise<string[]> =>
  (await read(path)).filter(({ type }) => type === 'heading').map(anchorOf)

/** Paths of the repository; not those with a placeholder, such as `src/page/messages/<language>.json`. */
const PATH = /(?<![\w./-])(?:src|test|docs|\.github)\/[\w./-]*[\w/]/g

/** What a page shows how to make: the contributor's route, command and language. */
const EXAMPLES = [
  'src/reading/letter/title/handler.ts',
  'src/cli/commands/list.ts',
  'src/page/messages/nl.json',
  'src/signing/messages/nl.json',
]

it('finds the pages', () => {
  expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/architecture.md']))
})

describe.each(pages)('%s', (page) => {
  it('links to files and headings that are there', async () => {
    const links = (await read(page))
      .filter(({ type }) => ['link', 'image', 'definition'].includes(type))
      .map(({ url = '' }) => url)
      .filter((url) => !/^[a-z]+:/.test(url))
    const broken: string[] = []
    for (const url of links) {
      const [path = '', anchor] = url.split('#')
      const target = path === '' ? page : normalize(join(dirname(page), path))
      if (!(await isThere(target)) || (anchor !== undefined && !(await anchorsOf(target)).includes(anchor)))
        broken.push(url)
    }
    expect(broken).toEqual([])
  })

  // Which names what was, too.
  if (page === 'CHANGELOG.md') return
  it('names paths that are there', async () => {
    const missing: string[] = []
    for (const [path] of (await readFile(page, 'utf8')).matchAll(PATH)) {
      if (!EXAMPLES.includes(path) && !(await isThere(path))) missing.push(path)
    }
    expect(missing).toEqual([])
  })
})
