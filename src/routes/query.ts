import * as z from 'zod/mini'
import { ProblemError } from '../http/problem.ts'
import { RevisionId } from '../letter/schema.ts'

/** The most signatories in one answer; also how many there are when nobody says how many. */
export const MOST = 500

const digits = z.string().check(z.regex(/^\d{1,9}$/, { error: 'is not a whole number' }))

const Limit = z.pipe(
  z.pipe(digits, z.transform(Number)),
  z
    .int()
    .check(z.minimum(1, { error: 'is less than 1' }), z.maximum(MOST, { error: `is more than ${MOST}` })),
)

/** A place in one revision's list, so that a list which changes meanwhile neither repeats nor skips anyone. */
const Cursor = z.pipe(
  z.string().check(z.regex(/^[0-9a-f]{64}\.\d{1,9}$/, { error: 'is not a cursor that this API gave out' })),
  z.transform((cursor) => {
    const [revision = '', from] = cursor.split('.')
    return { revision: z.parse(RevisionId, revision), from: Number(from) }
  }),
)

export const Paging = z.strictObject({ limit: z._default(Limit, MOST), cursor: z.optional(Cursor) })

export const NoQuery = z.strictObject({})

/** The query as its schema has it. Throws a 400 problem that names each parameter which is wrong. */
export const parseQuery = <Schema extends z.ZodMiniObject>(
  schema: Schema,
  query: URLSearchParams,
): z.infer<Schema> => {
  const wrong: string[] = []
  for (const name of new Set(query.keys())) {
    if (query.getAll(name).length > 1) wrong.push(`${name} is given more than once`)
  }
  const result = z.safeParse(schema, Object.fromEntries(query))
  if (result.success && wrong.length === 0) return result.data
  for (const issue of result.error?.issues ?? []) {
    wrong.push(
      issue.code === 'unrecognized_keys'
        ? `${issue.keys.join(', ')} is not a parameter here`
        : `${issue.path.join('.')} ${issue.message}`,
    )
  }
  const known = Object.keys(schema.def.shape)
  throw new ProblemError({
    status: 400,
    title: 'Bad query',
    detail: `${wrong.join('; ')}. Allowed here: ${known.length > 0 ? known.join(', ') : 'no parameters'}.`,
  })
}
