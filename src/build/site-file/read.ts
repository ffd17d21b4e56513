/** Reads `site.yaml`, and says where in it what is wrong. */
import { join, normalize } from 'node:path'
import { isMap, isScalar, type Node, type ParsedNode, parseDocument, visit } from 'yaml'
import * as z from 'zod/mini'
import type { Diagnostic } from '../../editing/diagnostic.ts'
import { byPosition, type Position, positionsIn } from '../../editing/position.ts'
import { readIfThere } from '../../editing/read-if-there.ts'
import { readMarkdown } from '../../editing/read-markdown.ts'
import { readText } from '../../editing/read-text.ts'
import { unwantedCharacters } from '../../letter/characters.ts'
import { didYouMean } from '../../letter/nearest.ts'
import type { Block } from '../../letter/schema.ts'
import { readLogo } from './logo.ts'
import { SiteFile } from './schema.ts'

export const SITE_FILE = 'site.yaml'

/** In characters; an imprint and a privacy text in each of twenty languages. */
const LONGEST = 1_048_576

/** The keys that hold Markdown by language. */
export const TEXTS = ['introduction', 'imprint', 'privacy'] as const

/** A text in one language. */
export type SiteText = { language: string; blocks: Block[] }

/** Whose site it is: what the file says, its texts as blocks, the site's own language first, and its logo as it is served. */
export type Site = Omit<SiteFile, (typeof TEXTS)[number] | 'logo'> &
  Record<(typeof TEXTS)[number], SiteText[]> & { logo?: string }

export type ReadSite = { site?: Site; problems: Diagnostic[]; warnings: Diagnostic[] }

type Path = readonly PropertyKey[]

/** The node at a path; where there is none, the key or what should hold it. */
const nodeAt = (contents: Node | null, path: Path): Node | null => {
  let node = contents
  for (const key of path) {
    if (isMap<ParsedNode, ParsedNode>(node)) {
      const pair = node.items.find((each) => isScalar(each.key) && each.key.value === key)
      if (!pair) return node
      const isEmpty = isScalar(pair.value) && pair.value.range[0] === pair.value.range[1]
      node = isEmpty || pair.value === null ? pair.key : pair.value
    } else if (typeof key === 'number' && node !== null && 'items' in node) {
      node = (node.items as Node[])[key] ?? node
    } else return node
  }
  return node
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((each, key) => (each as Record<PropertyKey, unknown> | undefined)?.[key], value)

/** A schema without what only says that it may be left out. */
const inner = (schema: unknown): unknown =>
  schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniDefault
    ? inner(schema.def.innerType)
    : schema

/** The keys that the schema knows at a path. */
const keysAt = (path: Path): string[] => {
  const found = path.reduce<unknown>((schema, key) => {
    if (schema instanceof z.ZodMiniObject) return inner(schema.def.shape[String(key)])
    return schema instanceof z.ZodMiniArray ? inner(schema.def.element) : undefined
  }, SiteFile)
  return found instanceof z.ZodMiniObject ? Object.keys(found.def.shape) : []
}

const dotted = (path: Path): string => path.filter((key) => typeof key === 'string').join('.')

/** Where the Markdown of a block (`|`) stands in the file, so that what is wrong with it has its line and column. */
const placeIn = (text: string, node: Node | null, place: (offset: number) => Position) => {
  const start = place(node?.range?.[0] ?? 0)
  if (!isScalar(node) || node.type !== 'BLOCK_LITERAL') return () => start
  const below = text
    .slice(node.range?.[0])
    .split(/\r\n?|\n/)
    .slice(1)
  const indent = /^ */.exec(below.find((each) => each.trim() !== '') ?? '')?.[0].length ?? 0
  return ({ line, column }: Position): Position => ({ line: start.line + line, column: column + indent })
}

/** The file's content as it stands in the project, without what lies in files beside it. */
const readYaml = (text: string) => {
  const place = positionsIn(text)
  const problems: Diagnostic[] = []
  const warnings: Diagnostic[] = []
  const say = (node: Node | number | null, message: string, hint: string, list = problems) =>
    list.push({
      file: SITE_FILE,
      ...place(typeof node === 'number' ? node : (node?.range?.[0] ?? 0)),
      message,
      hint,
    })
  if (text.length > LONGEST) {
    say(LONGEST, `the file is longer than ${LONGEST} characters`, 'shorten its texts')
    return { problems, warnings }
  }
  for (const { offset, message, hint } of unwantedCharacters(text)) say(offset, message, hint)
  // The failsafe schema leaves “no” the word it is.
  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false })
  for (const { pos, message, code } of [...document.errors, ...document.warnings]) {
    const hint =
      code === 'DUPLICATE_KEY'
        ? 'keep one of them'
        : 'write key: value, with quotation marks around a value that holds a colon or a #'
    say(pos[0], `this is not YAML: ${message}`, hint)
  }
  visit(document, {
    Alias: (_, node) => void say(node, 'an alias is not part of this file', 'write the value again'),
  })
  if (problems.length > 0) return { problems, warnings }

  const content: unknown = document.contents === null ? {} : document.toJS()
  const { data, error } = z.safeParse(SiteFile, content)
  for (const issue of error?.issues ?? []) {
    const subject = dotted(issue.path)
    const node = nodeAt(document.contents, issue.path)
    if (issue.code === 'unrecognized_keys') {
      const known = keysAt(issue.path)
      for (const key of issue.keys) {
        const pair = isMap<ParsedNode>(node)
          ? node.items.find((each) => isScalar(each.key) && each.key.value === key)
          : undefined
        say(
          pair?.key ?? node,
          `there is no key “${key}”${subject && ` in ${subject}`}`,
          didYouMean(key, known),
        )
      }
    } else if (valueAt(content, issue.path) === undefined) {
      say(node, `${subject} is missing`, 'add it')
    } else {
      const [message = '', hint = ''] = issue.message.split(/; (.*)/s)
      const what = subject === '' ? 'the file' : subject
      say(node, `${what}${message.startsWith(':') ? '' : ' '}${message}`, hint)
    }
  }
  if (data === undefined) return { problems: problems.sort(byPosition), warnings }

  const { origin, staging, language, webhooks, hub } = data
  if (origin !== undefined && staging?.origin === origin)
    say(
      nodeAt(document.contents, ['staging', 'origin']),
      'staging.origin is that of the site itself',
      'write the address at which staging is looked at, such as https://undersigned-staging.<your account>.workers.dev',
    )
  if (origin === undefined && webhooks.length > 0)
    say(
      nodeAt(document.contents, ['webhooks']),
      'webhooks are told addresses, and there is no origin',
      'write the address that readers use, such as origin: https://letters.example.org',
    )
  if (origin === undefined && hub !== undefined)
    say(
      nodeAt(document.contents, ['hub']),
      'hub is told the addresses of feeds, and there is no origin',
      'write the address that readers use, such as origin: https://letters.example.org',
    )
  if (hub !== undefined && webhooks.includes(hub))
    say(
      nodeAt(document.contents, ['hub']),
      'hub is among the webhooks, too',
      'delete it there: a hub takes no events',
    )
  const textsOf = (key: (typeof TEXTS)[number]): SiteText[] =>
    Object.entries(data[key] ?? {})
      .map(([tag, markdown]) => {
        const at = placeIn(text, nodeAt(document.contents, [key, tag]), place)
        const read = readMarkdown(SITE_FILE, markdown, 1)
        for (const [list, into] of [
          [read.problems, problems],
          [read.warnings, warnings],
        ] as const)
          for (const found of list)
            into.push({
              ...found,
              ...at(found),
              message: found.message.replace('of a letter', 'of this text'),
            })
        return { language: tag, blocks: read.blocks }
      })
      .sort((one, two) => Number(two.language === language) - Number(one.language === language))
  const texts = {
    introduction: textsOf('introduction'),
    imprint: textsOf('imprint'),
    privacy: textsOf('privacy'),
  }
  const logoAt = place(nodeAt(document.contents, ['logo'])?.range?.[0] ?? 0)
  return {
    problems: problems.sort(byPosition),
    warnings: warnings.sort(byPosition),
    site: { ...data, ...texts },
    logoAt,
  }
}

/** @returns `site` where nothing is wrong; where there is no such file, a site that says nothing of itself */
export const readSite = async (root = '.'): Promise<ReadSite> => {
  const bytes = await readIfThere(join(root, SITE_FILE))
  const read = readText(SITE_FILE, bytes ?? new Uint8Array())
  if ('problem' in read) return { problems: [read.problem], warnings: [] }
  const { problems, warnings, site, logoAt } = readYaml(read.text)
  if (site === undefined) return { problems, warnings }
  const { logo: path, ...rest } = site
  if (path === undefined)
    return problems.length > 0 ? { problems, warnings } : { site: rest, problems, warnings }
  const sayOfLogo = (message: string, hint: string) =>
    problems.push({ file: SITE_FILE, ...logoAt, message, hint })
  if (/^(?:\.\.(?:[/\\]|$)|[/\\]|[a-z]:)/i.test(normalize(path)))
    sayOfLogo(
      `logo is ${path}, outside the project`,
      'put the file into the project and write its path from here',
    )
  else {
    const file = await readIfThere(join(root, path))
    if (file === undefined) sayOfLogo(`there is no ${path}`, 'put the file there, or delete the line')
    else {
      const { svg, problems: found } = readLogo(path, file)
      problems.push(...found)
      if (svg !== undefined && problems.length === 0)
        return { site: { ...rest, logo: svg }, problems, warnings }
    }
  }
  return { problems, warnings }
}
