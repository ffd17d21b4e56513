/** `fields`: which members of an object are wanted. */
import * as z from 'zod/mini'
import { didYouMean } from '../letter/nearest.ts'

/** Some of these names, joined by commas; in their order, each once. */
export const fieldsOf = (names: readonly string[]) => {
  const unknownIn = (list: string) => list.split(',').find((name) => !names.includes(name))
  return z.pipe(
    z.string().check(
      z.refine((list) => unknownIn(list) === undefined, {
        error: ({ input }) => {
          const name = (unknownIn(String(input)) ?? '').slice(0, 40)
          return `cannot have “${name}”: ${didYouMean(name, names)}`
        },
      }),
    ),
    z.transform((list) => {
      const given = list.split(',')
      const chosen = names.filter((name) => given.includes(name))
      return { chosen, spelling: chosen.join(',') }
    }),
  )
}

export type Fields = z.infer<ReturnType<typeof fieldsOf>>

/** The object with what is wanted of it: all of it where nothing is said. */
export const select = <Item extends object>(item: Item, fields: Fields | undefined): Item =>
  fields ? (Object.fromEntries(fields.chosen.map((name) => [name, item[name as keyof Item]])) as Item) : item
