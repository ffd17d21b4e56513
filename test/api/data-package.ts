/** Data Packages as Frictionless has them: by their profile, version 2, and by its own library, which reads the table. */
import { type Schema, Validator } from '@cfworker/json-schema'
import { Package } from 'datapackage'
import profile from '../fixtures/data-package/profile-2.0.json' with { type: 'json' }

const validator = new Validator(profile as Schema, '7', false)

/** What is wrong with a descriptor by https://datapackage.org/profiles/2.0/datapackage.json. */
export const breachesOf = (descriptor: object): string[] =>
  validator.validate(descriptor).errors.map(({ instanceLocation, error }) => `${instanceLocation} ${error}`)

/**
 * The rows of a package's CSV, each value read by the schema of its column.
 * @param location of the descriptor: a path or an address
 */
export const readTable = async (location: string): Promise<Record<string, unknown>[]> => {
  const loaded = await Package.load(location)
  if (!loaded.valid) throw new AggregateError(loaded.errors, `${location} is no Data Package`)
  return loaded.getResource('signatories.csv').read({ keyed: true })
}
