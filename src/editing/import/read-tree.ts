import type { Position } from '../position.ts'
import { sampleOf } from './clean.ts'
import type { DataMap, DataNode } from './data-node.ts'
import { addGrid } from './read-grid.ts'
import { ENTRY, type Source, type SourceList, type SourceRow } from './source.ts'

/** Keys whose list is of signatories and not one more value of its owner, whatever its length. */
const MEMBERS =
  /^(?:members?|signator(?:y|ies)|signatures?|signers?|people|persons?|individuals?|organi[sz]ations?|names?|list|items|entries|records|rows|data|results)$/i
/** What services wrap a row's own values in. */
const WRAPPER = /^(?:fields|properties|attributes|node|_source)$/
/** A longer list of objects within one is more than its owner's affiliations. */
const MANY = 3

type Scalar = Extract<DataNode, { type: 'scalar' }>
const isScalar = (node: DataNode): node is Scalar => node.type === 'scalar'
const isMap = (node: DataNode): node is DataMap => node.type === 'map'
const isFilled = (node: DataNode): boolean => !isScalar(node) || node.text !== ''

const scalarsIn = (node: DataNode): Scalar[] => {
  if (isScalar(node)) return node.text === '' ? [] : [node]
  if (isMap(node)) return node.entries.flatMap((entry) => scalarsIn(entry.node))
  return node.items.flatMap(scalarsIn)
}

const hasKey = (map: DataMap, wanted: string): boolean => map.entries.some(({ key }) => key === wanted)

const holdsObjects = (node: DataNode): boolean =>
  isMap(node)
    ? node.entries.some((entry) => holdsObjects(entry.node))
    : node.type === 'list' && node.items.some(isMap)

/** `{ "petition": { "title": …, "signers": […] } }`: one object around a list, and no list of one. */
const isAround = ({ entries }: DataMap): boolean => {
  const [only, more] = entries
  if (only === undefined || more !== undefined || !isMap(only.node)) return false
  return (
    holdsObjects(only.node) && !only.node.entries.some(({ key, node }) => isScalar(node) && /name/i.test(key))
  )
}

/** `{ "ada": { "name": … }, "bo": { "name": … } }`: objects of one form, by id or by name. */
const isById = (map: DataMap): boolean => {
  const { entries } = map
  const [first] = entries
  if (first === undefined || !isMap(first.node) || isAround(map)) return false
  const keys = first.node.entries.filter(({ node }) => isScalar(node)).map(({ key }) => key)
  return (
    keys.length > 0 &&
    entries.every(({ node }) => isMap(node)) &&
    entries.filter(({ node }) => isMap(node) && keys.some((key) => hasKey(node, key))).length * 2 >
      entries.length
  )
}

/** `Ada Example: Example Org`, where the key is a name. */
const isByName = ({ entries }: DataMap): boolean =>
  entries.length > 0 &&
  entries.every(({ node }) => isScalar(node)) &&
  entries.filter(({ key }) => /\S\s+\S/.test(key)).length * 2 > entries.length

/** Which of the rows' keys hold lists of further rows, as a region holds its members. */
const groupKeys = (rows: DataMap[]): Set<string> => {
  const lists = new Map<string, { count: number; longest: number }>()
  for (const { entries } of rows) {
    for (const { key, node } of entries) {
      if (node.type !== 'list' || node.items.length === 0) continue
      const isOfMaps = node.items.some(isMap)
      if (!isOfMaps && !MEMBERS.test(key)) continue
      const known = lists.get(key) ?? { count: 0, longest: 0 }
      lists.set(key, { count: known.count + 1, longest: Math.max(known.longest, node.items.length) })
    }
  }
  return new Set(
    [...lists].filter(([key, { longest }]) => MEMBERS.test(key) || longest > MANY).map(([key]) => key),
  )
}

type Value = { column: string; text: string; position: Position }

/** A row's values: `person.name` for nested ones, `a; b` for several. */
const flatten = (map: DataMap, left: ReadonlySet<string>, prefix = ''): Value[] =>
  map.entries.flatMap(({ key, node }): Value[] => {
    if (prefix === '' && left.has(key) && node.type === 'list') return []
    const column = `${prefix}${key}`
    if (isMap(node) && WRAPPER.test(key)) return flatten(node, left, prefix)
    if (isScalar(node)) return [{ column, text: node.text, position: node.position }]
    if (isMap(node)) return flatten(node, left, `${column}.`)
    if (!node.items.some(isMap)) {
      const text = scalarsIn(node).map((each) => each.text)
      return [{ column, text: text.join('; '), position: node.position }]
    }
    const joined = new Map<string, Value>()
    for (const item of node.items) {
      const values = isMap(item)
        ? flatten(item, left, `${column}.`)
        : scalarsIn(item).map((each) => ({ column, text: each.text, position: each.position }))
      for (const value of values) {
        const known = joined.get(value.column)
        if (known === undefined) joined.set(value.column, { ...value })
        else if (value.text !== '')
          known.text = known.text === '' ? value.text : `${known.text}; ${value.text}`
      }
    }
    return [...joined.values()]
  })

/** Adds every list in a tree of JSON, YAML or TOML to the source, each named by its key's path. */
export const addTree = (source: Source, file: string, root: DataNode): void => {
  const lists = new Map<string, SourceList & { known: Set<string> }>()
  /** Groups that have a row. */
  const headings = new Set<string>()
  const loose: { map: DataMap; path: string[] }[] = []

  const listAt = (path: string[], form: string, node: DataNode) => {
    const heading = path.join('.')
    const key = `${form} ${heading}`
    const known = lists.get(key)
    if (known !== undefined) {
      known.from = Math.min(known.from, node.position.line)
      known.to = Math.max(known.to, node.end)
      return known
    }
    const list = {
      kind: form === ENTRY ? ('list' as const) : ('table' as const),
      ...(heading !== '' && { heading }),
      from: node.position.line,
      to: node.end,
      columns: [],
      rows: [],
      known: new Set<string>(),
    }
    lists.set(key, list)
    return list
  }

  const unread = (node: DataNode, name: string): void => {
    for (const scalar of scalarsIn(node)) {
      const sample = sampleOf(name === '' ? scalar.text : `${name}: ${scalar.text}`)
      source.unread.push({ from: scalar.position.line, to: scalar.end, sample })
    }
  }

  const addRow = (
    list: SourceList & { known: Set<string> },
    values: Value[],
    position: Position,
    heading: string | undefined,
  ): void => {
    if (values.every(({ text }) => text === '')) return
    const row: Record<string, string> = Object.create(null)
    const places = new Map<string, Position>()
    for (const { column, text, position: at } of values) {
      list.to = Math.max(list.to, at.line)
      let own = column
      for (let n = 2; places.has(own); n++) own = `${column} (${n})`
      row[own] = text
      places.set(own, at)
      if (list.known.has(own)) continue
      list.known.add(own)
      list.columns.push(own)
    }
    if (heading !== undefined) headings.add(heading)
    const under = heading ?? list.heading
    const read: SourceRow = {
      values: row,
      position: (column) => places.get(column) ?? position,
      ...(under !== undefined && { heading: under }),
    }
    list.rows.push(read)
  }

  const addMaps = (
    rows: { map: DataMap; key?: string }[],
    path: string[],
    around: DataNode,
    heading?: string,
  ): void => {
    const groups = groupKeys(rows.map(({ map }) => map))
    const keys = rows.flatMap(({ key }) => key ?? [])
    const hasName = rows.some(({ map }) => map.entries.some(({ key }) => /name/i.test(key)))
    const areNames = !hasName && keys.some((key) => /[\s\p{Lu}]/u.test(key))
    const keyColumn = areNames ? 'name' : rows.some(({ map }) => hasKey(map, 'id')) ? 'key' : 'id'
    for (const { map, key } of rows) {
      const values = flatten(map, groups).filter(({ text }) => text !== '' || groups.size === 0)
      if (key !== undefined) values.unshift({ column: keyColumn, text: key, position: map.position })
      const held = map.entries.filter(({ key: each, node }) => groups.has(each) && node.type === 'list')
      if (held.length === 0) {
        addRow(listAt(path, 'table', around), values, map.position, heading)
        continue
      }
      // What holds a list is the group's name; its other values belong to nobody on the list.
      const [title, ...others] = values
      for (const { column, text, position } of others) {
        source.unread.push({ from: position.line, to: position.line, sample: sampleOf(`${column}: ${text}`) })
      }
      for (const { key: each, node } of held) visit(node, [...path, each], title?.text ?? heading)
      if (title !== undefined && !headings.has(title.text)) {
        const { column, text, position } = title
        source.unread.push({ from: position.line, to: position.line, sample: sampleOf(`${column}: ${text}`) })
      }
    }
  }

  const visitList = (node: Extract<DataNode, { type: 'list' }>, path: string[], heading?: string): void => {
    const items = node.items.filter(isFilled)
    const maps = items.filter(isMap)
    const rows = items.filter((item) => item.type === 'list')
    const single = maps.filter(({ entries }) => entries.length === 1)
    const singleKeys = new Set(single.map(({ entries }) => entries[0]?.key))
    const areByName =
      single.length > 1 &&
      single.length === maps.length &&
      singleKeys.size > single.length / 2 &&
      single.every(isByName)
    if (areByName) for (const map of maps) visitByName(map, path, heading)
    else if (maps.length > 0)
      addMaps(
        maps.map((map) => ({ map })),
        path,
        node,
        heading,
      )
    for (const item of items) {
      if (isScalar(item))
        addRow(
          listAt(path, ENTRY, node),
          [{ column: ENTRY, text: item.text, position: item.position }],
          item.position,
          heading,
        )
    }
    if (rows.length > 0 && rows.every((row) => row.items.every(isScalar))) {
      const name = heading ?? path.join('.')
      const grid = rows.map(({ items: cells, position, end }) => ({
        cells: cells.map((cell) => (isScalar(cell) ? cell.text : '')),
        from: position.line,
        to: end,
        positionOf: (cell: number) => cells[cell]?.position ?? position,
      }))
      addGrid(source, file, grid, { kind: 'table', encoded: true, ...(name !== '' && { heading: name }) })
      const added = source.lists.at(-1)
      if (heading !== undefined && added?.heading === heading && added.rows.length > 0) headings.add(heading)
    } else for (const row of rows) visitList(row, path, heading)
  }

  const visitByName = (map: DataMap, path: string[], heading?: string): void => {
    const list = listAt(path, 'names', map)
    for (const { key, node } of map.entries) {
      const values = [{ column: 'name', text: key, position: node.position }]
      if (isScalar(node)) values.push({ column: 'value', text: node.text, position: node.position })
      addRow(list, values, node.position, heading)
    }
  }

  const visit = (node: DataNode, path: string[], heading?: string): void => {
    if (node.type === 'list') visitList(node, path, heading)
    else if (node.type === 'scalar') unread(node, path.join('.'))
    else if (isById(node)) {
      const rows = node.entries.flatMap(({ key, node: map }) => (isMap(map) ? [{ map, key }] : []))
      addMaps(rows, path, node, heading)
    } else if (isByName(node)) visitByName(node, path, heading)
    else if (node.entries.length > 0 && node.entries.every((entry) => isScalar(entry.node)))
      loose.push({ map: node, path })
    else for (const { key, node: value } of node.entries) visit(value, [...path, key], heading)
  }

  visit(root, [])
  const hasList = lists.size > 0 || source.lists.length > 0
  for (const { map, path } of loose) {
    if (!hasList && loose.length === 1) addMaps([{ map }], path, map)
    else for (const { key, node } of map.entries) unread(node, [...path, key].join('.'))
  }
  for (const { known, ...list } of lists.values()) if (list.rows.length > 0) source.lists.push(list)
}
