/**
 * Real local namespaces for commands in this process, in place of src/cli/local-namespace.ts: each is opened once and stays
 * open until its project is removed, since to start one takes longer than what most commands do with it.
 */
import { resolve, sep } from 'node:path'
import { vi } from 'vitest'
import type { LocalNamespace } from '../../src/cli/local-namespace.ts'

type Module = typeof import('../../src/cli/local-namespace.ts')

const open = async (folder: string, id: string): Promise<LocalNamespace> => {
  const actual = await vi.importActual<Module>('../../src/cli/local-namespace.ts')
  return actual.openLocalNamespace(folder, id)
}

const kept = new Map<string, { folder: string; opened: Promise<LocalNamespace> }>()
let inUse = 0

/** The namespace of a folder, which nobody has to let go. */
export const keepNamespace = async (folder: string, id: string): Promise<KVNamespace> => {
  const key = `${folder} ${id}`
  const { opened } = kept.get(key) ?? { opened: open(folder, id) }
  kept.set(key, { folder, opened })
  return (await opened).namespace
}

export const openLocalNamespace: Module['openLocalNamespace'] = async (folder, id) => {
  const namespace = await keepNamespace(resolve(folder), id)
  inUse++
  return {
    namespace,
    [Symbol.asyncDispose]: async () => {
      inUse--
    },
  }
}

/** @throws Error where a command in this process has ended with local KV still open, for which its process would not end */
export const assertLetGo = (): void => {
  const left = inUse
  inUse = 0
  if (left !== 0) throw new Error(`the command let go all but ${left} of the local KV that it opened`)
}

/** Lets go what lies below a folder. */
export const letGoBelow = async (root: string): Promise<void> => {
  for (const [key, { folder, opened }] of kept) {
    if (!folder.startsWith(root + sep)) continue
    kept.delete(key)
    await (await opened)[Symbol.asyncDispose]()
  }
}
