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
 * @param first position of the first of them in the whole letter, from 1
 */
export const Signatories = ({ of, first }: { of: Signatory[]; first: number }) => {
  const digits = String(first + of.length - 1).length
  let next = first
  const starts = inSections(of).map(({ section, items }) => {
    const start = next
    next += items.length
    return { section, items, start }
  })
  return (
    <>
      {starts.map(({ section, items, start }) => (
        <>
          {section && (
            <h3>
              <bdi>{section}</bdi>
            </h3>
          )}
          <ol class="signatories" start={start} data-digits={digits}>
            {items.map((signatory) => (
              // The prefix keeps an id that the coalition chose from meeting one of the page's own.
              <li id={`signatory-${signatory.id}`}>
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
