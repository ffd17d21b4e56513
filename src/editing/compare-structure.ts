import type { Block, Translation } from '../letter/schema.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { Position } from './position.ts'

/** A file that was read: its words, if it has any, and where each block of them begins. */
type Read = { file: string; translation?: Translation; places: Position[] }

const TOP: Position = { line: 1, column: 1 }

/** What a block is, in words: two blocks that translate each other have the same. */
const shape = (block: Block): string => {
  switch (block.type) {
    case 'paragraph':
      return 'a paragraph'
    case 'heading':
      return `a heading of level ${block.depth}`
    case 'list': {
      const items = block.items.map((item) => item.map(shape).join(', '))
      const plain = items.every((item) => item === 'a paragraph')
      return `a list of ${items.length}${plain ? '' : ` (${items.join('; ')})`}`
    }
    case 'rule':
      return 'a dividing line'
    case 'quotation':
      return `a quotation of ${block.children.map(shape).join(', ')}`
  }
}

/**
 * Whether a translation has what its original has: the same blocks in the same order, and the line of context. Names
 * the first place where they part, for after that everything differs. Words are not compared.
 */
export const compareStructure = (original: Read, translation: Read): Diagnostic[] => {
  const [one, other] = [original.translation, translation.translation]
  if (one === undefined || other === undefined) return []
  const warnings: Diagnostic[] = []
  const warn = (place: Position, message: string, hint: string) =>
    warnings.push({ file: translation.file, ...place, message, hint })

  if (one.context !== undefined && other.context === undefined)
    warn(TOP, 'there is no context, and the original has one', 'translate it: context: ...')

  const expected = one.body.map(shape)
  const found = other.body.map(shape)
  const parting = expected.findIndex((each, index) => each !== found[index])
  const index = parting < 0 ? expected.length : parting
  const place = translation.places[index] ?? translation.places.at(-1) ?? TOP
  const line = original.places[index]?.line
  const [here, there] = [found[index], expected[index]]
  if (here === undefined && there !== undefined)
    warn(
      place,
      `the translation ends here, with ${found.length} of ${expected.length} parts; the original goes on`,
      `translate ${there} (${original.file}:${line}), or look for the one that was left out above`,
    )
  else if (here !== undefined && there === undefined)
    warn(
      place,
      `the original has ended before ${here}`,
      'look for what was translated twice or split in two, here or above',
    )
  else if (here !== undefined)
    warn(place, `here is ${here}, and in the original ${there}`, `compare ${original.file}:${line}`)
  return warnings
}
