import type { Settings } from './settings.ts'

/**
 * Objects in the jurisdiction that the operator chose. Where one is wanted and there is none, as on this machine, this
 * throws: what was promised of where data lies is kept or nothing is done.
 */
export const within = <Of extends Rpc.DurableObjectBranded>(
  namespace: DurableObjectNamespace<Of>,
  { JURISDICTION: jurisdiction }: Settings,
): DurableObjectNamespace<Of> =>
  jurisdiction ? namespace.jurisdiction(jurisdiction as DurableObjectJurisdiction) : namespace
