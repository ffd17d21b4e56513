import type { Build } from '../markup.ts'

/** Builds an element. No string ever becomes markup, so no policy on script sinks (Trusted Types) is touched. */
export const h: Build<HTMLElement> = (tag, attributes, ...children) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined) element.setAttribute(name, `${value}`)
  element.append(...children)
  return element
}
