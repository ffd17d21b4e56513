import { expect, it } from 'vitest'
import { createApp } from '../../src/reading/app.ts'
import { operations } from '../contract.ts'

/** Hono's spelling of a path as OpenAPI's. */
const documented = (path: string): string =>
  path
    .replace(/:file\{\[\^\/\]\+([^}]+)\}/, (_, ending: string) => `{slug}${ending.replaceAll('\\', '')}`)
    .replace(/:picture\{[^/]+\\(\.\w+)\}/, '{picture}$1')
    .replace(/:changes\{[^/]+/, '{before}...{after}')
    .replace(/:(\w+)(?:\{[^/]+)?/g, '{$1}')

it('every route of the Worker is in the OpenAPI document, and no other', () => {
  const routes = new Set(createApp({}).paths.map(documented))
  expect([...routes].sort()).toEqual(operations.map(({ path }) => path).sort())
})
