/** Repeated findings, told once: how often, and where the first three are. */
import type { Diagnostic } from '../diagnostic.ts'
import type { Position } from '../position.ts'

const SHOWN = 3

type Finding = { message: string; hint: string; positions: Position[]; values: string[] }

export type Tally = {
  /** @param value what was found there, to be shown of the first three */
  add: (key: string, message: string, hint: string, position: Position, value?: string) => void
  diagnostics: () => Diagnostic[]
}

const list = ({ positions, values }: Finding): string => {
  const shown = positions.slice(0, SHOWN).map(({ line }, index) => {
    const value = values[index]
    return value ? `“${value}” in line ${line}` : `line ${line}`
  })
  const more = positions.length - shown.length
  return shown.join(', ') + (more > 0 ? ` and ${more.toLocaleString('en')} more` : '')
}

export const createTally = (file: string): Tally => {
  const findings = new Map<string, Finding>()
  return {
    add: (key, message, hint, position, value = '') => {
      const finding = findings.get(key) ?? { message, hint, positions: [], values: [] }
      findings.set(key, finding)
      finding.positions.push(position)
      if (finding.values.length < SHOWN) finding.values.push(value)
    },
    diagnostics: () =>
      Array.from(findings.values(), (finding) => {
        const { line = 1, column = 1 } = finding.positions[0] ?? {}
        const count = finding.positions.length
        const where =
          count > 1 || finding.values[0]
            ? ` (${count > 1 ? `${count.toLocaleString('en')} times: ` : ''}${list(finding)})`
            : ''
        return { file, line, column, message: finding.message + where, hint: finding.hint }
      }),
  }
}
