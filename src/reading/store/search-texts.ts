/** Looking words up in the index of the words of all letters. */
import { nameAt, type WordIndex, type WordLine } from '../../revision/layout.ts'
import { partsOfPrefix, readFirst } from '../../revision/search-index.ts'

/**
 * The texts that have words which begin so, each of them.
 *
 * @param words as `wordsOf` gives them
 * @param read reads parts of the index, by their names; it is asked once
 */
export const searchTexts = async (
  { texts, parts }: WordIndex,
  words: string[],
  read: (names: string[]) => Promise<WordLine[][]>,
): Promise<Set<string>> => {
  const names = new Set<string>()
  for (const word of words) {
    const { from, to } = partsOfPrefix(readFirst(parts), word)
    for (let part = from; part < to; part++) names.add(nameAt(parts.names, part))
  }
  const lines = (await read([...names])).flat()
  const found = words.map(
    (begin) => new Set(lines.filter(([word]) => word.startsWith(begin)).flatMap(([, ...numbers]) => numbers)),
  )
  return new Set(texts.filter((_, number) => found.every((numbers) => numbers.has(number))))
}
