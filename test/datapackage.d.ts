/** As much of https://www.npmjs.com/package/datapackage as the tests take: it brings no types. */
declare module 'datapackage' {
  type Resource = {
    name: string
    read: (options: { keyed: true }) => Promise<Record<string, unknown>[]>
  }
  export class Package {
    static load(descriptor: object | string): Promise<Package>
    readonly valid: boolean
    readonly errors: Error[]
    getResource(name: string): Resource
  }
}
