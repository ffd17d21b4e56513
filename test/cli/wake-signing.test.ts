/** What a command says to the sign-on Worker, and to people, once it has written what that is to publish. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { wakeSigning } from '../../src/cli/wake-signing.ts'

const before = process.cwd()
let folder: string
let server: Server
let asked: string[]
let status: number
let said: string[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undersigned-wake-'))
  process.chdir(folder)
  asked = []
  said = []
  status = 200
  vi.spyOn(console, 'error').mockImplementation((line) => said.push(String(line)))
  server = createServer(async (request, response) => {
    const body = (await Array.fromAsync(request)).join('')
    asked.push(`${request.method} ${request.url} ${request.headers.authorization} ${body}`)
    response.writeHead(status).end(JSON.stringify(status === 200 ? {} : { detail: 'this is not the token' }))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  process.chdir(before)
  await rm(folder, { recursive: true })
  await new Promise((closed) => server.close(closed))
})

const site = (yaml: (origin: string) => string) =>
  writeFile('site.yaml', yaml(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))

it('with the token, each register is asked where the form is, also that of staging', async () => {
  vi.stubEnv('SIGNONS_TOKEN', 'the token')
  await site((origin) => `origin: https://letters.example\nsign_origin: ${origin}\n`)
  await wakeSigning(['one', 'two'], { remote: true })
  const wake = (slug: string) => `POST /sign/api/${slug} Bearer the token {"act":"wake"}`
  expect(asked).toEqual([wake('one'), wake('two')])
  await site((origin) => `origin: https://letters.example\nstaging:\n  origin: ${origin}\n`)
  await wakeSigning(['three'], { remote: true, env: 'staging' })
  expect(asked.slice(2)).toEqual([wake('three')])
  expect(said).toEqual([])
})

it('without the token, without an address, or where it is refused, it says when the Worker looks by itself, and fails nothing', async () => {
  await site((origin) => `origin: ${origin}\n`)
  vi.stubEnv('SIGNONS_TOKEN', '')
  await wakeSigning(['one'], { remote: true })
  vi.stubEnv('SIGNONS_TOKEN', 'another token')
  await wakeSigning(['one'], { remote: true, env: 'staging' })
  expect(asked).toEqual([])
  status = 401
  await wakeSigning(['one'], { remote: true })
  const why = [
    'SIGNONS_TOKEN is not set',
    'neither origin nor sign_origin of staging',
    'says 401: this is not',
  ]
  expect(said).toEqual(why.map((each) => expect.stringContaining(each)))
  for (const line of said)
    expect(line).toMatch(/^one: the sign-on Worker was not woken.*; it looks by itself, every minute/)
})

it('for the local KV, and where nothing changed, nobody is asked and nothing said', async () => {
  await wakeSigning(['one'], {})
  await wakeSigning([], { remote: true })
  expect([asked, said]).toEqual([[], []])
})
