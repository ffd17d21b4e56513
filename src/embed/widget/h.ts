import type { Attributes } from '../markup.ts'

/** Builds an element. No string ever becomes markup, so no policy on script sinks (Trusted Types) is touched. */
export const h = (tag: string, attributes?: Attributes, ...children: (Node | string)[]): HTMLElement => {
  const element = document.createElement(tag)
  for (const name in attributes)
    if (attributes[name] !== undefined) element.setAttribute(name, `${attributes[name]}`)
  element.append(...children)
  return element
}
