/** One thing that is wrong in `data/`: where it stands, what it is, and what would be right. */
export type Problem = {
  file: string
  /** From 1, as editors count. */
  line: number
  /** From 1, in characters. */
  column: number
  what: string
  right: string
}

/** `file:line:column: what is wrong; what would be right`: the form that editors and terminals make clickable. */
export const formatProblem = ({ file, line, column, what, right }: Problem): string =>
  `${file}:${line}:${column}: ${what}; ${right}`

/** As `formatProblem`, for what may be meant: `file:line:column: warning: what is odd; what to look at`. */
export const formatWarning = ({ file, line, column, what, right }: Problem): string =>
  `${file}:${line}:${column}: warning: ${what}; ${right}`

/** Tells problems apart in a stream that also carries what was read. */
export const isProblem = <T extends object>(item: T | Problem): item is Problem => 'what' in item
