/**
 * The script of the form in a frame: tells the page around it how high it is, whenever that changes or it asks, as the
 * script of `/embed/{slug}` does. To whoever holds the frame: a height is no secret.
 */
const tell = (): void => {
  // In a closed tab or `<details>` it has no width, and every letter a line of its own.
  if (!innerWidth) return
  const height = Math.ceil(document.body.getBoundingClientRect().height)
  parent.postMessage({ type: 'signatories:height', height }, '*')
}

new ResizeObserver(tell).observe(document.body)
addEventListener('message', ({ source, data }) => {
  if (source === parent && data?.type === 'signatories:measure') tell()
})

export {}
