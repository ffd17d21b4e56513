/** Characters that XML 1.0 cannot hold in any form (https://www.w3.org/TR/xml/#charsets), lone surrogates among them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is meant
const UNHOLDABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** A string as text or as an attribute's value in double quotation marks, in HTML. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => escapes[character] ?? character)

/** The same in XML and in HTML alike. What XML cannot hold becomes U+FFFD. */
export const escapeXml = (text: string): string => escapeHtml(text.replace(UNHOLDABLE, '\ufffd'))

/** Attributes, each with a space before it. `undefined` leaves one out; `true` is one without a value, for HTML only. */
export const attributes = (values: Record<string, string | number | true | undefined>): string =>
  Object.entries(values)
    .map(([name, value]) => {
      if (value === undefined) return ''
      return value === true ? ` ${name}` : ` ${name}="${escapeXml(String(value))}"`
    })
    .join('')
