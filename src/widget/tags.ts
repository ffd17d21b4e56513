import { home } from './element.ts'

const placed = new WeakSet<Element>()

/**
 * Puts a widget after each `<script src="…/widget.js" data-letter="…">`. A module does not know its tag
 * (`document.currentScript` is null) and runs once however many tags name it, so tags are known by their address.
 */
const place = (): void => {
  for (const tag of document.querySelectorAll<HTMLScriptElement>('script[data-letter]')) {
    if (tag.src !== import.meta.url || placed.has(tag)) continue
    placed.add(tag)
    const element = document.createElement('signatory-list')
    for (const [name, value] of Object.entries(tag.dataset)) element.setAttribute(name, value ?? '')
    if (!tag.dataset.origin) element.setAttribute('origin', home)
    tag.after(element)
  }
}

/** Every tag fires `load`, also one that comes later and whose module has run: the document sees it on its way down. */
export const placeAtTags = (): void => {
  place()
  document.addEventListener('load', place, true)
}
