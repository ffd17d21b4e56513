/** The API's shapes where only some `fields` are asked for: of what was named, what there is. */
import * as z from 'zod/mini'
import { LetterJson, RevisionJson, SignatoriesJson, SignatoryItem, SignatoryJson } from '../../api/schemas.ts'

/** Any members of a signatory, whichever type it is of. */
const anyOf = ({ def: { options } }: typeof SignatoryItem | typeof SignatoryJson) => {
  const shapes = options.map((option) => option.def.shape)
  return z.partial(
    z.strictObject({ ...Object.assign({}, ...shapes), type: z.enum(['organisation', 'person']) }),
  )
}

export const selected = {
  LetterJson: z.partial(LetterJson),
  RevisionJson: z.partial(RevisionJson),
  SignatoriesJson: z.strictObject({
    ...SignatoriesJson.def.shape,
    signatories: z.array(anyOf(SignatoryItem)),
  }),
  SignatoryJson: anyOf(SignatoryJson),
}
