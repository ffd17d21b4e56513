/** The types that the package exports, which depend on nothing, are those that the schemas give. */

import type * as Exported from 'undersigned/client'
import { expect, it } from 'vitest'
import type * as Inferred from '../../src/api/schemas.ts'
import { typeOf } from '../../src/build/types.ts'

type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : never) : never

/** `npm run check` holds this: where two differ, nothing can stand here. */
type Types = {
  ChangesJson: Same<Exported.ChangesJson, Inferred.ChangesJson>
  LetterJson: Same<Exported.LetterJson, Inferred.LetterJson>
  LettersJson: Same<Exported.LettersJson, Inferred.LettersJson>
  ProblemJson: Same<Exported.ProblemJson, Inferred.ProblemJson>
  PublicationJson: Same<Exported.PublicationJson, Inferred.PublicationJson>
  RevisionJson: Same<Exported.RevisionJson, Inferred.RevisionJson>
  RevisionsJson: Same<Exported.RevisionsJson, Inferred.RevisionsJson>
  SignatoriesJson: Same<Exported.SignatoriesJson, Inferred.SignatoriesJson>
  SignatoryItem: Same<Exported.SignatoryItem, Inferred.SignatoryItem>
  SignatoryJson: Same<Exported.SignatoryJson, Inferred.SignatoryJson>
  TranslationJson: Same<Exported.TranslationJson, Inferred.TranslationJson>
}
const SAME: Types = {
  ChangesJson: true,
  LetterJson: true,
  LettersJson: true,
  ProblemJson: true,
  PublicationJson: true,
  RevisionJson: true,
  RevisionsJson: true,
  SignatoriesJson: true,
  SignatoryItem: true,
  SignatoryJson: true,
  TranslationJson: true,
}

it('writes out what a schema says', () => {
  expect(Object.keys(SAME)).toContain('LetterJson')
  const id = { type: 'string', pattern: '^a' }
  expect(
    typeOf({
      type: 'object',
      properties: { id, kind: { type: 'string', enum: ['a', 'b'] }, next: { anyOf: [id, { type: 'null' }] } },
      required: ['id', 'next'],
      additionalProperties: false,
    }),
  ).toBe('{ id: string; kind?: "a" | "b" | undefined; next: string | null }')
  expect(typeOf({ type: 'object', additionalProperties: { type: 'integer' } })).toBe(
    '{ [name: string]: number }',
  )
  expect(typeOf({ type: 'array', items: { $ref: '#/components/schemas/Letter' } })).toBe('Array<Letter>')
})

it('stops at what it does not know, instead of leaving it open', () => {
  expect(() => typeOf({ allOf: [{ type: 'string' }] })).toThrow('{"allOf":[{"type":"string"}]}')
})
