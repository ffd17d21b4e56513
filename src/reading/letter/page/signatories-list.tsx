import { printedName, type Signatory } from '../../../letter/schema.ts'
import { inSections } from '../../../letter/sections.ts'

/**
 * One name exactly as the letter prints it, in one run of text. What follows the name proper
 * (acronym, alias, role) is only set more quietly. A name may be in any script: it is isolated.
 */
const Name = ({ of }: { of: Signatory }) => {
  const printed = printedName(of)
  const rest = printed.startsWith(of.name) ? printed.slice(of.name.length) : ''
  return (
    <bdi dir="auto" translate="no">
      {printed.slice(0, printed.length - rest.length)}
      {rest && <span>{rest}</span>}
    </bdi>
  )
}

/**
 * Signatories in the letter's order, each section under its heading.
 * @param positions the place of each in the letter
 */
export const Signatories = ({ of, positions }: { of: Signatory[]; positions: number[] }) => {
  const digits = String(positions.at(-1)).length
  const placed = of.map((signatory, index) => ({
    signatory,
    section: signatory.section,
    position: positions[index] ?? index + 1,
    // The browser counts on, except past somebody who has withdrawn.
    value: positions[index] === (positions[index - 1] ?? 0) + 1 ? undefined : positions[index],
  }))
  return (
    <>
      {inSections(placed).map(({ section, items }) => (
        <>
          {section && (
            <h3>
              <bdi>{section}</bdi>
            </h3>
          )}
          <ol class="signatories" start={items[0]?.position} data-digits={digits}>
            {items.map(({ signatory, value }, index) => (
              // The prefix keeps an id that the coalition chose from meeting one of the page's own.
              <li id={`signatory-${signatory.id}`} value={index === 0 ? undefined : value}>
                {signatory.url === undefined ? (
                  <Name of={signatory} />
                ) : (
                  <a href={signatory.url} rel="noopener">
                    <Name of={signatory} />
                  </a>
                )}
              </li>
            ))}
          </ol>
        </>
      ))}
    </>
  )
}
