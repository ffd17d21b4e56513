/** The way to the objects, in the jurisdiction that the operator chose. */
import type { Bindings } from './bindings.ts'
import type { Settings } from './settings.ts'

/**
 * Where a jurisdiction is wanted and there is none, as on this machine, this throws: what was promised of where data lies
 * is kept or nothing is done.
 */
const within = <Namespace extends Bindings['REGISTERS'] | Bindings['DESK']>(
  namespace: Namespace,
  { JURISDICTION: jurisdiction }: Settings,
): Namespace =>
  jurisdiction ? (namespace.jurisdiction(jurisdiction as DurableObjectJurisdiction) as Namespace) : namespace

export const registerIn = (env: Bindings, slug: string) => within(env.REGISTERS, env).getByName(slug)

export const deskIn = (env: Bindings) => within(env.DESK, env).getByName('desk')
