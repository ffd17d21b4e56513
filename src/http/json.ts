/** JSON that a person can read, too: indented, with a line end after it. */
export const printJson = <Shape>(value: Shape): string => `${JSON.stringify(value, null, 2)}\n`
