/** A letter as plain text, as a newspaper would paste it. */
import { printedName, shortRevision } from '../../../letter/schema.ts'
import { addresses } from '../../../page/addresses.ts'
import type { Listing } from '../../files/listing.ts'
import { licenceLine } from '../../licence.ts'
import type { LetterView } from '../view.ts'
import { toText } from './text.ts'

/** Characters in a line. */
const WIDTH = 72

/** Breaks lines between words; a list's mark or a quotation's is followed by an indent or repeated. */
export const wrap = (text: string): string =>
  text
    .split('\n')
    .map((line) => {
      const [, quote = '', mark = '', words = ''] = /^((?:> ?| )*)((?:- |\d+\. )?)(.*)$/u.exec(line) ?? []
      const indent = quote + ' '.repeat(mark.length)
      const lines: string[] = []
      let current = quote + mark
      let empty = true
      for (const word of words.split(' ')) {
        if (!empty && current.length + 1 + word.length > WIDTH) {
          lines.push(current)
          current = indent
          empty = true
        }
        current += empty ? word : ` ${word}`
        empty = false
      }
      return [...lines, current].map((each) => each.trimEnd()).join('\n')
    })
    .join('\n')

/** The letter's words, without those who signed it. */
export const textPlain = ({ origin, letter, translation, revision }: LetterView): string =>
  `${wrap(translation.title)}\n\n${letter.date}\n${addresses(origin, letter.slug).page}\nRevision ${shortRevision(revision.id)}\n${licenceLine && `Licence: ${licenceLine}\n`}\n${wrap(toText(translation.body))}\n`

export const letterPlain = (view: LetterView): Listing => {
  const digits = String(view.count).length
  return {
    head: `${textPlain(view)}\nSignatories (${view.count})\n\n`,
    row(signatory, position) {
      return `${wrap(`${position}. `.padStart(digits + 2) + printedName(signatory))}\n`
    },
    heading: (section) => `${wrap(section)}\n\n`,
  }
}
