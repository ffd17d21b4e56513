/** The part of the pretend Cloudflare that is Workers: what is uploaded, with which bindings, and what is deployed. */
import { randomUUID } from 'node:crypto'
import type { Namespaces } from './pretend-kv.ts'
import { ApiError, type Call, type Route } from './pretend-route.ts'

export type Binding = { type: string; name: string; namespace_id?: string }
type Version = { id: string; bindings: Binding[] }
export type Worker = { versions: Version[]; deployed: string | undefined }

/** By name. */
export type Workers = Map<string, Worker>

const SCRIPT = '/accounts/:account/workers/scripts/:name'
/** Three parts, as a JSON Web Token has; nobody reads what is in it. */
const JWT = 'e30.e30.e30'

/** The namespace of what is deployed under this name. */
export const boundNamespace = (workers: Workers, name: string): string | undefined => {
  const worker = workers.get(name)
  const version = worker?.versions.find(({ id }) => id === worker.deployed)
  return version?.bindings.find((binding) => binding.name === 'LETTERS')?.namespace_id
}

export const workersRoutes = (workers: Workers, namespaces: Namespaces): Route[] => {
  const find = (name = ''): Worker => {
    const found = workers.get(name)
    if (found === undefined) throw new ApiError(404, 10_007, 'This Worker does not exist on your account.')
    return found
  }
  const latest = (worker: Worker | undefined): Binding[] => worker?.versions.at(-1)?.bindings ?? []

  const resolve = (binding: Binding, before: Binding[]): Binding => {
    const { type, name, namespace_id } = binding
    if (type === 'inherit') {
      const inherited = before.find((known) => known.name === name)
      if (inherited === undefined) throw new ApiError(400, 10_021, `there is no binding ${name} to inherit`)
      return inherited
    }
    if (type === 'kv_namespace' && !namespaces.has(namespace_id ?? ''))
      throw new ApiError(400, 10_041, `KV namespace '${namespace_id}' not found.`)
    return binding
  }
  const upload = async ({ name = '', body, type }: Call): Promise<Version> => {
    const form = await new Response(Uint8Array.from(body), { headers: { 'Content-Type': type } }).formData()
    const { bindings } = JSON.parse(String(form.get('metadata'))) as { bindings: Binding[] }
    const worker = workers.get(name) ?? { versions: [], deployed: undefined }
    const version = {
      id: randomUUID(),
      bindings: bindings.map((binding) => resolve(binding, latest(worker))),
    }
    worker.versions.push(version)
    workers.set(name, worker)
    return version
  }

  return [
    [
      'GET /accounts/:account/workers/services/:name',
      ({ name }) => {
        find(name)
        return { result: { default_environment: { script: { tag: name, last_deployed_from: 'wrangler' } } } }
      },
    ],
    ['GET /accounts/:account/workers/subdomain', () => ({ result: { subdomain: 'pretend' } })],
    [
      'GET /accounts/:account/workers/workers/:name',
      ({ name }) => {
        find(name)
        return { result: { subdomain: { enabled: true, previews_enabled: false } } }
      },
    ],
    // No asset is new, so that none is sent.
    [`POST ${SCRIPT}/assets-upload-session`, () => ({ result: { jwt: JWT, buckets: [] } })],
    [
      `GET ${SCRIPT}/secrets`,
      ({ name }) => ({ result: latest(find(name)).filter(({ type }) => type === 'secret_text') }),
    ],
    [`GET ${SCRIPT}/settings`, ({ name }) => ({ result: { bindings: latest(find(name)) } })],
    [
      `GET ${SCRIPT}/deployments`,
      ({ name }) => ({
        result: { deployments: [{ versions: [{ version_id: find(name).deployed, percentage: 100 }] }] },
      }),
    ],
    [
      `PUT ${SCRIPT}`,
      async (call) => {
        const { id } = await upload(call)
        find(call.name).deployed = id
        return { result: { deployment_id: id.replaceAll('-', ''), startup_time_ms: 1 } }
      },
    ],
    [
      `POST ${SCRIPT}/versions`,
      async (call) => {
        find(call.name)
        const { id } = await upload(call)
        return { result: { id, startup_time_ms: 1, resources: { script: { etag: id } } } }
      },
    ],
    [
      `POST ${SCRIPT}/deployments`,
      ({ name, body }) => {
        const { versions } = JSON.parse(body.toString()) as { versions: { version_id: string }[] }
        find(name).deployed = versions[0]?.version_id
        return { result: {} }
      },
    ],
    [`PUT ${SCRIPT}/schedules`, () => ({ result: { schedules: [] } })],
    [`PATCH ${SCRIPT}/script-settings`, () => ({ result: {} })],
    [`POST ${SCRIPT}/subdomain`, () => ({ result: { enabled: true, previews_enabled: false } })],
  ]
}
