import type { Child } from './jsx-runtime.ts'

/** A message with nodes in place of its `{names}`, which stand where the language puts them. */
export const interpolate = (template: string, values: Record<string, Child>): Child[] =>
  // With a group, split gives text and names by turns.
  template.split(/\{(\w+)\}/).map((part, index) => (index % 2 === 0 ? part : (values[part] ?? '')))
