import type { Organisation, Person } from '../../letter/schema.ts'
import type { Position } from '../position.ts'

type WithoutId<Signatory> = Omit<Signatory, 'id'>

/** A signatory as a source has them: checked and cleaned, but with an id only where the source gave a right one. */
export type Candidate = {
  signatory: WithoutId<Organisation> | WithoutId<Person>
  id?: string
  /** The value that the editor named to match by, such as an e-mail address. Never written to `data/` as it is. */
  key?: string
  /** Where the row stands in the source. */
  position: Position
}
