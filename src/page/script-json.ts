const escapes: Record<string, string> = { '<': '\\u003c', '\u2028': '\\u2028', '\u2029': '\\u2029' }

/**
 * JSON that may stand between `<script type="application/ld+json">` and `</script>`: without a `<`
 * nothing in it can end the script or open a comment. https://html.spec.whatwg.org/#restrictions-for-contents-of-script-elements
 */
export const scriptJson = (value: object): string =>
  JSON.stringify(value).replace(/[<\u2028\u2029]/g, (character) => escapes[character] ?? character)
