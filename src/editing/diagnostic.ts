/** One thing that is wrong in `data/`: where it stands, what it is, and what would be right. */
export type Diagnostic = {
  file: string
  /** From 1, as editors count. */
  line: number
  /** From 1, in characters. */
  column: number
  message: string
  hint: string
}

/** `file:line:column: what is wrong; what would be right`: the form that editors and terminals make clickable. */
export const formatDiagnostic = ({ file, line, column, message, hint }: Diagnostic): string =>
  `${file}:${line}:${column}: ${message}; ${hint}`

/** As `formatDiagnostic`, for what may be meant: `file:line:column: warning: what is odd; what to look at`. */
export const formatWarning = ({ file, line, column, message, hint }: Diagnostic): string =>
  `${file}:${line}:${column}: warning: ${message}; ${hint}`

/** Tells problems apart in a stream that also carries what was read. */
export const isDiagnostic = <T extends object>(item: T | Diagnostic): item is Diagnostic => 'message' in item
