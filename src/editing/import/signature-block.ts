/** Signature blocks: a name, and on the lines below it what its bearer is, and where. */
import type { Entry } from './entries.ts'
import { isOfOrganisation, isRoleLine, isUnit } from './name-words.ts'

/** Whether a line says where somebody is: after that, another organisation signs for itself. */
const saysWhere = (line: string, isRole: boolean): boolean => {
  const place = isRole ? line.replace(/^[^,،，]*[,،，]?/, '') : line
  return isOfOrganisation(place) && !isUnit(place)
}

/**
 * Lines with the parts of each signature as one line. A line goes with the name above it where it is plain that it names
 * nobody: it says a role, or after a role or a name in bold one organisation, with the unit of it on a line before.
 */
export const joinSignatures = (lines: readonly Entry[]): Entry[] => {
  const joined: Entry[] = []
  /** Whether the last line is of a signature of which more may follow. */
  let isOpen = false
  for (const line of lines) {
    const last = joined.at(-1)
    const isRole: boolean =
      isRoleLine(line.text) && last !== undefined && (isOpen || !isOfOrganisation(last.text))
    if (last !== undefined && !line.strong && (isRole || (isOpen && isOfOrganisation(line.text)))) {
      joined[joined.length - 1] = {
        ...last,
        text: `${last.text}, ${line.text}`,
        // Where a link on a later line leads is not the name's address.
        leftOut: last.leftOut + line.leftOut + (line.link === undefined ? 0 : 1),
      }
      isOpen = !saysWhere(line.text, isRole)
    } else {
      joined.push(line)
      isOpen = line.strong === true && !isOfOrganisation(line.text)
    }
  }
  return joined
}
