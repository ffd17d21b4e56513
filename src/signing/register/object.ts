/** The way to a letter's register. */
import type { Bindings } from '../bindings.ts'
import { within } from '../jurisdiction.ts'

export const registerIn = (env: Bindings, slug: string) => within(env.REGISTERS, env).getByName(slug)
