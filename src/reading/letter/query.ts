import * as z from 'zod/mini'
import { fieldsOf } from '../fields.ts'
import { At } from '../revisions/at.ts'

const CONTENT_FIELDS = [
  'slug',
  'date',
  'language',
  'title',
  'addressee',
  'context',
  'text',
  'translations',
  'signatories',
  'revision',
  'license',
]

/** When: now, where it is left out. And what of the letter. */
export const LetterQuery = z.strictObject({
  at: z.optional(At),
  fields: z.optional(fieldsOf([...CONTENT_FIELDS, 'published', 'signature', 'signing', 'links'])),
})

/** What is wanted of one revision. */
export const RevisionQuery = z.strictObject({ fields: z.optional(fieldsOf([...CONTENT_FIELDS, 'links'])) })
