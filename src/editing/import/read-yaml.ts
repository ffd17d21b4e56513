import { isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments } from 'yaml'
import type { Diagnostic } from '../diagnostic.ts'
import type { DataNode } from './data-node.ts'
import { lineIndex } from './line-index.ts'

/** Aliases can make a short file an endless one. */
const MOST_NODES = 5_000_000

/** The documents of a YAML file; several are one list. */
export const parseYaml = (
  file: string,
  text: string,
): { node: DataNode; diagnostics: Diagnostic[] } | { diagnostics: Diagnostic[] } => {
  const at = lineIndex(text)
  const documents = parseAllDocuments(text, { prettyErrors: false, uniqueKeys: false, schema: 'core' })
  if (!Array.isArray(documents)) return { diagnostics: [] }
  const diagnostics = documents.flatMap(({ errors }) =>
    errors.map(({ message, pos }) => ({
      file,
      ...at(pos[0]),
      message: `this is not YAML: ${message.replace(/\S+@\S+/g, '…@…')}`,
      hint: 'put a value with : or # or quotation marks in it in quotation marks',
    })),
  )
  if (diagnostics.length > 0) return { diagnostics }
  let nodes = 0
  const nodesOf = documents.map((document) => {
    const convert = (node: unknown): DataNode => {
      if (++nodes > MOST_NODES) throw new RangeError(`the file holds more than ${MOST_NODES} values`)
      const given = node as Node | null
      const target = isAlias(given) ? given.resolve(document) : given
      const position = at(given?.range?.[0] ?? 0)
      const end = () => at(Math.max((given?.range?.[1] ?? 0) - 1, given?.range?.[0] ?? 0)).line
      if (isMap(target)) {
        const entries = target.items.flatMap(({ key, value }) => {
          // `<<: *defaults` stands for the other map's entries.
          const merged = isScalar(key) && key.value === '<<' ? convert(value) : undefined
          if (merged?.type === 'map') return merged.entries
          return [
            {
              key: isScalar(key) ? String(key.source ?? key.value ?? '') : String(key ?? ''),
              node: convert(value),
            },
          ]
        })
        return { type: 'map', entries, position, end: end() }
      }
      if (isSeq(target)) {
        const items = target.items.map(convert)
        return { type: 'list', items, position, end: end() }
      }
      const isNull = !isScalar(target) || target.value === null || target.value === undefined
      const written = isScalar(target) && typeof target.value !== 'string' ? target.source : undefined
      return { type: 'scalar', text: isNull ? '' : String(written ?? target.value), position, end: end() }
    }
    return convert(document.contents)
  })
  const [only] = nodesOf
  if (only !== undefined && nodesOf.length === 1) return { node: only, diagnostics }
  const items = nodesOf.filter((node) => node.type !== 'scalar' || node.text !== '')
  const [first] = items
  if (first !== undefined && items.length === 1) return { node: first, diagnostics }
  return {
    node: { type: 'list', items, position: { line: 1, column: 1 }, end: at(text.length).line },
    diagnostics,
  }
}
