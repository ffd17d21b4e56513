/** JSON that a person can read, too: indented, with a line end after it. */
export const formatJson = <Shape>(value: Shape): string => `${JSON.stringify(value, null, 2)}\n`

/** JSON in a line of its own. */
export const jsonLine = <Shape>(value: Shape): string => `${JSON.stringify(value)}\n`
