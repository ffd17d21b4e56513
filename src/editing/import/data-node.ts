import type { Position } from '../position.ts'

/** A value of JSON, YAML or TOML, and the lines that it takes. A scalar is its text, as written; null is empty. */
export type DataNode = { position: Position; end: number } & (
  | { type: 'scalar'; text: string }
  | { type: 'list'; items: DataNode[] }
  | { type: 'map'; entries: { key: string; node: DataNode }[] }
)

export type DataMap = Extract<DataNode, { type: 'map' }>
