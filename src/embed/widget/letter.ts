/**
 * `/widget/{slug}.js`: as `/widget.js`, with a letter's first names and its words, and a classic script, which knows its tag.
 * Of several on a page only the first defines the element; the others hand over what they bring (`src/build/widget.ts`).
 */
import { define, SignatoryList } from './element.ts'
import { keepGiven, type List } from './load.ts'
import { place } from './tags.ts'

/** What the script brings, and the tag that it runs for. */
declare const LIST: List
declare const TAG: HTMLOrSVGScriptElement | null

const receive = (list: List, tag: HTMLOrSVGScriptElement | null): void => {
  keepGiven(list)
  if (tag instanceof HTMLScriptElement) place(tag, list.letter)
}

Object.assign(SignatoryList, { receive })
define()
receive(LIST, TAG)
