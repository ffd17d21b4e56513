import { binaryFormat } from '../binary-format.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { decodeText } from './decode-text.ts'
import { readDelimited, tableDelimiter } from './read-delimited.ts'
import { readHtml } from './read-html.ts'
import { isJsonLines, parseJson, parseJsonLines } from './read-json.ts'
import { readMarkdown } from './read-markdown.ts'
import { readPlain } from './read-plain.ts'
import { parseToml } from './read-toml.ts'
import { addTree } from './read-tree.ts'
import { finishValues } from './read-values.ts'
import { parseYaml } from './read-yaml.ts'
import type { Source } from './source.ts'

type TextFormat = 'delimited' | 'html' | 'json' | 'jsonl' | 'markdown' | 'plain' | 'toml' | 'yaml'

const BY_EXTENSION: Record<string, TextFormat> = {
  csv: 'delimited',
  tsv: 'delimited',
  tab: 'delimited',
  psv: 'delimited',
  htm: 'html',
  html: 'html',
  xhtml: 'html',
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  md: 'markdown',
  markdown: 'markdown',
  mdx: 'markdown',
  toml: 'toml',
  yaml: 'yaml',
  yml: 'yaml',
}

const FORMATS = 'a spreadsheet (.xlsx, .ods), CSV, JSON, YAML, TOML, Markdown, HTML or plain text'

const ascii = new TextDecoder('latin1')

const isJson = (text: string): boolean => {
  try {
    return /^\s*[[{]/.test(text) && typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}

const HTML_START =
  /^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body|meta|table|ul|ol|div|section|article|main|p|h[1-6]|dl|style)\b/i
const MARKDOWN_SIGNS = /^#{1,6} \S|^\s*\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?\s*)?$|^```|\]\(https?:/m
/** A table in a text without a header has to be plain: the same number of fields in nearly every line. */
const PLAIN_TABLE = 0.9

/** What a text is, whatever its file is called. */
const sniff = (text: string): TextFormat => {
  if (HTML_START.test(text)) return 'html'
  if (isJson(text)) return 'json'
  if (isJsonLines(text)) return 'jsonl'
  if (MARKDOWN_SIGNS.test(text)) return 'markdown'
  const table = tableDelimiter(text)
  if (table !== undefined && (table.hasHeader || (table.delimiter !== ',' && table.score >= PLAIN_TABLE)))
    return 'delimited'
  return 'plain'
}

/** What the file is by its name, unless it plainly is not. */
const formatOf = (extension: string, text: string): TextFormat => {
  const named = BY_EXTENSION[extension]
  if (named === undefined || extension === 'tab') return sniff(text)
  if (named === 'markdown' || named === 'html') return named
  const isPage = HTML_START.test(text)
  if (isPage) return 'html'
  if (named === 'delimited') {
    if (isJson(text)) return 'json'
    return isJsonLines(text) ? 'jsonl' : 'delimited'
  }
  if (named === 'json' || named === 'jsonl') {
    if (isJson(text)) return 'json'
    if (isJsonLines(text)) return 'jsonl'
    return /^\s*[[{"]/.test(text) ? named : sniff(text)
  }
  return isJson(text) ? 'json' : named
}

const NAMES: Record<TextFormat, string> = {
  delimited: 'CSV',
  html: 'HTML',
  json: 'JSON',
  jsonl: 'JSON Lines',
  markdown: 'Markdown',
  plain: 'plain text',
  toml: 'TOML',
  yaml: 'YAML',
}

/** Whether a format leaves HTML's entities as they are; Markdown and HTML decode them. */
const leavesEntities = (format: TextFormat): boolean => format !== 'html' && format !== 'markdown'

const MB = 1_000_000
/** Formats whose parsers keep several hundred times a text's size in memory, and up to which size that is bearable. */
const MAX_BYTES: Partial<Record<TextFormat, number>> = { markdown: 2 * MB, yaml: 5 * MB }

const readAs: Record<TextFormat, (source: Source, file: string, text: string) => void> = {
  delimited: readDelimited,
  html: readHtml,
  markdown: readMarkdown,
  plain: readPlain,
  json: (source, file, text) => {
    const parsed = parseJson(file, text)
    if ('diagnostic' in parsed) source.diagnostics.push(parsed.diagnostic)
    else addTree(source, file, parsed.node)
  },
  jsonl: (source, file, text) => {
    const { node, diagnostics } = parseJsonLines(file, text)
    source.diagnostics.push(...diagnostics)
    addTree(source, file, node)
  },
  toml: (source, file, text) => {
    const parsed = parseToml(file, text)
    if ('diagnostic' in parsed) source.diagnostics.push(parsed.diagnostic)
    else addTree(source, file, parsed.node)
  },
  yaml: (source, file, text) => {
    const parsed = parseYaml(file, text)
    source.diagnostics.push(...parsed.diagnostics)
    if ('node' in parsed) addTree(source, file, parsed.node)
  },
}

const noList = (file: string, unread: number): Diagnostic => ({
  file,
  line: 1,
  column: 1,
  message: unread === 0 ? 'the file is empty' : 'no list was found in it',
  hint: 'put each signatory on a line of its own, in a list, or in a row of a table',
})

const noRow = (file: string): Diagnostic => ({
  file,
  line: 1,
  column: 1,
  message: 'there is a header line and no row below it',
  hint: 'put each signatory into a row of its own',
})

/**
 * Reads lists of signatories out of a file of almost any kind, by what it holds and, where that is open, by its
 * extension. It never throws: what cannot be read is a diagnostic.
 *
 * @param name the file's name, for its extension and for the diagnostics
 */
export const readSource = async (name: string, bytes: Uint8Array): Promise<Source> => {
  const source: Source = { lists: [], unread: [], diagnostics: [], warnings: [] }
  const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const where = { file: name, line: 1, column: 1 }
  let encoded = true
  try {
    const binary = binaryFormat(bytes)
    if (binary !== undefined && binary !== 'a spreadsheet') {
      source.diagnostics.push({
        ...where,
        message: `the file is ${binary}`,
        hint: `export the list as ${FORMATS}`,
      })
      return source
    }
    const isWorkbook =
      binary === 'a spreadsheet' ||
      /^(?:\ufeff|\s)*<\?xml[^>]*\?>\s*<\?mso-application|urn:schemas-microsoft-com:office:spreadsheet|urn:oasis:names:tc:opendocument:xmlns:office:1\.0/.test(
        ascii.decode(bytes.subarray(0, 1024)),
      )
    if (isWorkbook) {
      // It is large, and most lists are none.
      const { readSpreadsheet } = await import('./read-spreadsheet.ts')
      readSpreadsheet(source, name, bytes)
    } else {
      const decoded = decodeText(name, bytes)
      if ('diagnostic' in decoded) {
        source.diagnostics.push(decoded.diagnostic)
        return source
      }
      source.warnings.push(...decoded.warnings)
      const { text } = decoded
      const format = formatOf(extension, text)
      const most = MAX_BYTES[format]
      if (most !== undefined && bytes.length > most) {
        source.diagnostics.push({
          ...where,
          message: `the file has ${(bytes.length / MB).toFixed(1)} MB, and ${NAMES[format]} is read up to ${most / MB} MB`,
          hint: 'bring a list of that size along as CSV or as a spreadsheet',
        })
        return source
      }
      if (text.trim() !== '') {
        const named = BY_EXTENSION[extension]
        if ((named !== undefined && named !== format) || /^(?:xlsx?|xlsm|ods)$/.test(extension)) {
          source.warnings.push({
            ...where,
            message: `the file is called .${extension} and was read as ${NAMES[format]}`,
            hint: 'look whether the names are right',
          })
        }
        encoded = leavesEntities(format)
        readAs[format](source, name, text)
      }
    }
    finishValues(source, name, encoded)
  } catch (error) {
    const message = `the file cannot be read: ${(error as Error).message}`
    source.diagnostics.push({ ...where, message, hint: `write it as ${FORMATS}` })
  }
  if (source.diagnostics.length === 0 && source.lists.every(({ rows }) => rows.length === 0))
    source.diagnostics.push(source.lists.length > 0 ? noRow(name) : noList(name, source.unread.length))
  source.unread.sort((one, two) => one.from - two.from || one.to - two.to)
  return source
}
