import { home } from './element.ts'

/**
 * Gives the iframes of `/embed/{slug}` the height that they ask for: `{ type: 'signatories:height', height }`, in CSS
 * pixels. Hears only its own origin, and only sizes the frame that speaks. Asks frames that were there first.
 */
export const sizeFrames = (): void => {
  const frames = () => Array.from(document.querySelectorAll('iframe'))
  addEventListener('message', ({ origin, source, data }) => {
    if (origin !== home || data?.type !== 'signatories:height') return
    const frame = frames().find(({ contentWindow }) => contentWindow === source)
    // CSS takes no height that is none.
    frame?.style.setProperty('height', `${data.height}px`, 'important')
  })
  // To whatever is in the frame: while it loads, that is of no origin of ours, and the browser would complain.
  for (const frame of frames()) {
    if (frame.src.startsWith(`${home}/embed/`))
      frame.contentWindow?.postMessage({ type: 'signatories:measure' }, '*')
  }
}
