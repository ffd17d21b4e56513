/** `fields`: which members of an object are wanted. */
import * as z from 'zod/mini'
import { oneOf } from '../http/query.ts'

/** More than all names of anything have together: each that is wrong is compared with all of them. */
const MAX_LENGTH = 300

/** Some of these names, with commas between them; spelt in their order, each once. */
export const fieldsOf = (names: readonly string[]) =>
  z.pipe(
    z.string().check(z.maxLength(MAX_LENGTH, { error: `is longer than ${MAX_LENGTH} characters` })),
    z.pipe(
      z.pipe(
        z.transform((list: string) => list.split(',')),
        z.array(oneOf(...names)),
      ),
      z.transform((given) => {
        const chosen = names.filter((name) => given.includes(name))
        return { chosen, spelling: chosen.join(',') }
      }),
    ),
  )

export type Fields = z.infer<ReturnType<typeof fieldsOf>>

/** The object with what is wanted of it: all of it where nothing is said. */
export const select = <Item extends object>(item: Item, fields: Fields | undefined): Item =>
  fields ? (Object.fromEntries(fields.chosen.map((name) => [name, item[name as keyof Item]])) as Item) : item
