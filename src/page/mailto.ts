/** A mail, to whomever its sender chooses, that passes a page on. */
export const mailtoAddress = (title: string, page: string): string =>
  // A space in it is %20 (RFC 6068), so URLSearchParams, which writes +, will not do.
  `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(page)}`
