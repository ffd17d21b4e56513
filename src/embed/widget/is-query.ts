/** Whether a letter or digit is left to look for once a text is folded. The fold itself is the API's, and too large here. */
export const isQuery = (typed: string): boolean =>
  /[\p{L}\p{N}]/u.test(typed.normalize('NFKD').replace(/[\u02bc\u0640\u06e5\u06e6]/g, ''))
