/**
 * `/widget/{slug}.js`: as `/widget.js`, with a letter's first names and its words, and a classic script, which knows its tag.
 * Of several on a page only the first defines the element; the others hand over what they bring (`src/build/widget.ts`).
 */
import { define, home, SignatoryList } from './element.ts'
import { keepGiven, type List } from './load.ts'
import { place } from './tags.ts'

/** What the script brings, and the tag that it runs for. */
declare const LIST: List
declare const TAG: HTMLOrSVGScriptElement | null

const receive = (list: List, tag: HTMLOrSVGScriptElement | null): void => {
  keepGiven(list)
  if (!(tag instanceof HTMLScriptElement)) return
  const { letter, links } = list
  // The script that defined the element may be another host's, whose letter of that name is another.
  const { origin } = new URL(links.letter)
  const { previousElementSibling: before, dataset } = tag
  if (origin !== home) {
    dataset.origin ??= origin
    if (before?.matches(`signatory-list[letter="${letter}"]:not([origin])`))
      before.setAttribute('origin', origin)
  }
  place(tag, letter)
}

Object.assign(SignatoryList, { receive })
define()
receive(LIST, TAG)
