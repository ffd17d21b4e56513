import { home, keepAdvice } from './element.ts'

/** `dark` or `light`, as the page has it around the frame: browsers do not tell a frame of another origin. */
const schemeOf = (frame: HTMLIFrameElement): string =>
  /255/.test(getComputedStyle(frame).caretColor) ? 'dark' : 'light'

/** Asks a frame for its height, and tells it the page's colour scheme, from now on whenever that changes. */
const ask = (frame: HTMLIFrameElement): void => {
  // A colour that a frame never shows: when it has changed with the scheme, its transition ends.
  frame.style.cssText += ';caret-color:light-dark(#000,#fff);transition:1ms'
  frame.ontransitionend = () => ask(frame)
  // To whatever is in the frame: while it loads, that is of no origin of ours, and the browser would complain.
  frame.contentWindow?.postMessage({ type: 'signatories:measure', scheme: schemeOf(frame) }, '*')
}

/**
 * Gives the iframes of `/embed/{slug}` the height that they ask for: `{ type: 'signatories:height', height, scheme }`, in
 * CSS pixels, and the page's colour scheme where they have another. Hears only its own origin, and only sizes the frame
 * that speaks. Asks frames that were there first.
 */
export const sizeFrames = (): void => {
  const frames = () => document.querySelectorAll('iframe')
  addEventListener('message', ({ origin, source, data }) => {
    if (origin !== home || data?.type !== 'signatories:height') return
    for (const frame of frames()) {
      if (frame.contentWindow !== source) continue
      keepAdvice()
      // CSS takes no height that is none.
      frame.style.setProperty('height', `${data.height}px`, 'important')
      // One that says none is of an earlier deploy, and would answer without end.
      if (data.scheme && data.scheme !== schemeOf(frame)) ask(frame)
    }
  })
  for (const frame of frames()) if (frame.src.startsWith(`${home}/embed/`)) ask(frame)
}
