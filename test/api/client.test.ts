import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ApiError, createClient } from '../../src/api/client.ts'
import { letterSignedBy } from '../letters.ts'
import { publications, SLUG } from './example-letter.ts'
import { type Server, serve } from './server.ts'

let server: Server
beforeAll(async () => {
  server = await serve([...publications, [letterSignedBy(1234, 'long'), '2026-01-01T00:00:00.000Z']])
})
afterAll(() => server.close())

describe('the client, with the real Worker', () => {
  it('reads a letter, its signatories, its history, and what changed', async () => {
    const client = createClient(server.base)
    const { letters } = await client.letters()
    expect(letters.map(({ slug }) => slug)).toContain(SLUG)
    const letter = await client.letter(SLUG)
    expect(letter).toMatchObject({
      title: 'Clean water for “everyone” & every <place>',
      signatories: { count: 3 },
    })
    const [after, before] = await Array.fromAsync(client.revisions(SLUG))
    if (!after || !before) throw new Error('there are two revisions')
    expect(after).toMatchObject({ revision: letter.revision, current: true })
    expect(await client.revision(SLUG, before.revision.slice(0, 8))).toMatchObject({
      revision: before.revision,
      signatories: { count: 1 },
    })
    expect((await client.changes(SLUG, before.revision, after.revision)).signatories).toEqual({
      added: [
        { id: 'amina-odhiambo', name: 'Amina Odhiambo' },
        { id: 'equals', name: '=1+1 *Equals*' },
      ],
      removed: [],
      renamed: [],
      changed: [],
    })
    expect(await client.letterAt(SLUG, before.published)).toMatchObject({ revision: before.revision })
    expect((await client.counts(SLUG, 'type')).counts).toContainEqual({ type: 'organisation', count: 2 })
    expect((await client.counts(SLUG, 'day')).counts.at(-1)).toMatchObject({ total: 3 })
    expect(await client.signatory(SLUG, 'amina-odhiambo')).toMatchObject({ position: 2, type: 'person' })
  })

  it('iterates over everyone, page by page', async () => {
    const positions = await Array.fromAsync(
      createClient(server.base).signatories('long'),
      ({ position }) => position,
    )
    expect(positions).toEqual(Array.from({ length: 1234 }, (_, index) => index + 1))
  })

  it('finds letters by what they say', async () => {
    const found = createClient(server.base).findLetters({ q: 'water', since: '2020-01-01', language: 'fr' })
    expect(await Array.fromAsync(found, ({ slug }) => slug)).toEqual([SLUG])
  })

  it('finds who signed which letter, page by page, and says what was not looked through', async () => {
    const client = createClient(server.base)
    const pages: { incomplete?: { slug: string }[] | undefined; count?: number }[] = []
    const onPage = (page: (typeof pages)[number]) => pages.push(page)
    const found = client.findSignatories('organisation', { onPage })
    const ids = new Set(await Array.fromAsync(found, ({ id, letter }) => `${letter.slug} ${id}`))
    expect(ids.size).toBe(1234)
    expect(pages.length).toBeGreaterThan(2)
    // The letter that is bundled with the Worker is in no index that this test writes.
    const bundled = [{ slug: 'un-human-rights-council-2018' }]
    expect(pages[0]).toMatchObject({ incomplete: bundled })
    const letters = client.findLetters({ signed_by: 'wells' }, { onPage })
    expect(await Array.fromAsync(letters, ({ slug }) => slug)).toEqual([SLUG])
    expect(pages.at(-1)).toMatchObject({ count: 1, incomplete: bundled })
  })

  it('asks with the ETag it was given, and answers a 304 from memory', async () => {
    const statuses: number[] = []
    const client = createClient(server.base, {
      fetch: async (input, init) => {
        const response = await fetch(input, init)
        statuses.push(response.status)
        return response
      },
    })
    const first = await client.letter(SLUG)
    first.title = 'changed by its reader'
    expect((await client.letter(SLUG)).title).toBe('Clean water for “everyone” & every <place>')
    expect(statuses).toEqual([200, 304])
  })

  it('throws the problem that the API answered, at once', async () => {
    const send = vi.fn(fetch)
    const error = await createClient(server.base, { fetch: send })
      .letter('no-such-letter')
      .catch((thrown) => thrown)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status: 404, problem: { type: `${server.base}/problems/not-found` } })
    expect(send).toHaveBeenCalledTimes(1)
  })

  it('runs the example of the documentation', async () => {
    const root = join(import.meta.dirname, '../..')
    const node = join(root, 'node_modules/.bin/node')
    const { stdout } = await promisify(execFile)(node, ['docs/examples/client.js', server.base], {
      cwd: root,
    })
    expect(stdout).toContain('Clean water for “everyone” & every <place> (2026-03-22)\n1. Wells & Rivers')
    expect(stdout).toContain('1234. Organisation 1234')
  })
})

describe('a server that fails', () => {
  const answer = (status: number, headers: Record<string, string> = {}) =>
    new Response('{}', { status, headers })

  it.each([429, 500, 503])('is asked again after %i, as late as it says', async (status) => {
    const send = vi.fn<typeof fetch>()
    send.mockResolvedValueOnce(answer(status, { 'Retry-After': '0' })).mockResolvedValueOnce(answer(200))
    await createClient('https://letters.example', { fetch: send }).letters()
    expect(send).toHaveBeenCalledTimes(2)
  })

  it('is asked again after a broken connection, but only as often as allowed', async () => {
    const send = vi.fn<typeof fetch>().mockRejectedValue(new TypeError('broken'))
    const client = createClient('https://letters.example', { fetch: send, retries: 1 })
    await expect(client.letters()).rejects.toThrow('broken')
    expect(send).toHaveBeenCalledTimes(2)
  })

  it('is given up after the timeout, and at once when the reader gives up', async () => {
    const hangs: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
      })
    const slow = createClient('https://letters.example', { fetch: hangs, timeout: 20, retries: 0 })
    await expect(slow.letters()).rejects.toMatchObject({ name: 'TimeoutError' })
    const controller = new AbortController()
    const waiting = createClient('https://letters.example', { fetch: hangs }).letters({
      signal: controller.signal,
    })
    controller.abort(new Error('no longer wanted'))
    await expect(waiting).rejects.toThrow('no longer wanted')
  })
})
