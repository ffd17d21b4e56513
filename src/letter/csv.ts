const quoted = (field: string): string =>
  /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field

/**
 * One record of CSV with its line end, as RFC 4180 has them. A field is in quotation marks where it holds one, a comma
 * or a line end of any kind.
 */
export const csvRecord = (fields: readonly string[]): string => `${fields.map(quoted).join(',')}\r\n`
