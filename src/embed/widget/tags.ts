import { home, SignatoryList } from './element.ts'

declare const SELF: string

/**
 * Puts a widget after a script's tag. None where one follows it already, as on a page that Turbo or htmx bring back; none
 * in the head; and none where the page has an element of its own for that letter, which the tag is there for.
 */
export const place = (tag: HTMLScriptElement, letter: string): void => {
  const selector = `signatory-list[letter="${letter}"]`
  if (
    tag.closest('head') ||
    tag.nextElementSibling?.matches(selector) ||
    document.querySelector(`${selector}:not([data-letter])`)
  )
    return
  const element = document.createElement('signatory-list')
  const data: DOMStringMap = { origin: home, ...tag.dataset, letter }
  for (const name of SignatoryList.observedAttributes) if (data[name]) element.setAttribute(name, data[name])
  // Tells it from the page's own, in a copy of the page, too.
  element.dataset.letter = letter
  // The room that the tag has kept is the widget's, and none that a consent manager has left blocked beside its clone.
  element.style.cssText = tag.style.cssText
  const blocked = `script[type="text/plain"][style*="padding-bottom"]`
  for (const each of [tag, ...document.querySelectorAll<HTMLScriptElement>(blocked)]) each.style.cssText = ''
  tag.after(element)
}

/**
 * Puts a widget after each `<script type="module" src="…/widget.js" data-letter="…">`. A module does not know its tag
 * (`document.currentScript` is null) and runs once however many tags name it, so tags are known by their address; where
 * a redirect led here, by the `load` that each fires, also one that comes later: the document sees it on its way down.
 */
export const placeAtTags = (): void => {
  const placeAll = (event?: Event): void => {
    for (const tag of document.querySelectorAll<HTMLScriptElement>('script[data-letter][type=module]')) {
      if (tag.src === SELF || (tag === event?.target && /\/widget\b/.test(tag.src))) {
        const { letter = '' } = tag.dataset
        // A mark that a copy of the page has, too.
        delete tag.dataset.letter
        place(tag, letter)
      }
    }
  }
  placeAll()
  document.addEventListener('load', placeAll, true)
}
