import { home, SignatoryList } from './element.ts'

const ATTRIBUTES = [...SignatoryList.observedAttributes, 'theme']

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
    const { origin = home, ...data } = tag.dataset
    element.setAttribute('origin', origin)
    for (const name of ATTRIBUTES) if (data[name]) element.setAttribute(name, data[name])
    tag.after(element)
  }
}

/** Every tag fires `load`, also one that comes later and whose module has run: the document sees it on its way down. */
export const placeAtTags = (): void => {
  place()
  document.addEventListener('load', place, true)
}
