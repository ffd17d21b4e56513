/** In place of `cloudflare:test`. */

const pending = new WeakMap<ExecutionContext, Promise<unknown>[]>()

export const createExecutionContext = (): ExecutionContext => {
  const promises: Promise<unknown>[] = []
  const context = {
    waitUntil: (promise: Promise<unknown>) => promises.push(promise),
    passThroughOnException() {},
  }
  pending.set(context as never, promises)
  return context as never
}

export const waitOnExecutionContext = async (context: ExecutionContext): Promise<void> => {
  const promises = pending.get(context) ?? []
  while (promises.length > 0) await promises.shift()
}
