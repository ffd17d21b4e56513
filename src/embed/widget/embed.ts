/**
 * The script of `/embed/{slug}`: tells the page around it how high it is, whenever that changes or it asks, and takes the
 * colour scheme that the page says it has. WordPress is told in its own way (its `wp-embed.js`), with the secret that it
 * puts into the frame's address.
 */
let [, secret] = location.hash.split('secret=')

const { style } = document.documentElement

const sendToWordPress = (message: 'height' | 'link', value: number | string): void => {
  if (secret) parent.postMessage({ message, value, secret }, '*')
}

const tell = (): void => {
  // In a closed tab or `<details>` it has no width, 10 in Firefox, and every letter a line of its own.
  if (innerWidth < 50) return
  const height = Math.ceil(document.body.getBoundingClientRect().height)
  // To whoever holds the frame: a height is no secret.
  parent.postMessage({ type: 'signatories:height', height, scheme: style.colorScheme || 'unknown' }, '*')
  sendToWordPress('height', height)
}

// At once, too: while WordPress hides the frame, nothing is observed.
tell()
new ResizeObserver(tell).observe(document.body)
addEventListener('message', ({ source, data }) => {
  if (source !== parent) return
  // WordPress gives a frame that has no secret one when its own script comes, and asks then.
  if (data?.message === 'ready') secret = data.secret
  else if (data?.type !== 'signatories:measure') return
  // Where it is that of the page, the frame's own ground is not painted, and its corners show the page.
  if (/^(dark|light)$/.test(data.scheme)) style.colorScheme = data.scheme
  tell()
})

// In the sandbox of WordPress no link opens. It leads the reader to our own host alone: from the link to a signatory's site,
// to the name on the letter's page, which is a link, too.
addEventListener('click', (event) => {
  const link = (event.target as Element).closest('a')
  if (!secret || !link || origin !== 'null') return
  event.preventDefault()
  sendToWordPress('link', link.dataset.place ?? link.href)
})
