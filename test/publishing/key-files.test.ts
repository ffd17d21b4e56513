import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SignatureError } from '../../src/publishing/errors.ts'
import { readPrivateKey, readPublicKeys } from '../../src/publishing/key-files.ts'
import { publicKeyOf } from '../../src/publishing/signatures.ts'

let folder: string
let file: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'key-files-'))
  file = join(folder, 'keys')
})
afterAll(() => rm(folder, { recursive: true }))

const { privateKey } = generateKeyPairSync('ed25519')
const jwk = publicKeyOf(privateKey)
const pemOf = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' })

describe('the public keys', () => {
  it('are those of the file, and none where there is no file', async () => {
    await writeFile(file, JSON.stringify({ keys: [jwk] }))
    expect(await readPublicKeys(file)).toEqual({ keys: [jwk] })
    expect(await readPublicKeys(join(folder, 'absent'))).toEqual({ keys: [] })
  })

  it.each([
    ['that are no JSON', '{', /:1:1: this is not JSON \(.+\); undersigned keygen writes it$/],
    ['that are no keys', '{"keys":[{}]}', /:1:1: [\s\S]+keys\[0\][\s\S]+; undersigned keygen writes it$/],
    [
      'of which one has a name of its own',
      JSON.stringify({ keys: [{ ...jwk, kid: 'mine' }] }),
      new RegExp(`:1:1: the kid mine is not its key's; write ${jwk.kid}$`),
    ],
  ])('%s are a problem that says where and what would be right', async (_, text, message) => {
    await writeFile(file, text)
    const error = await readPublicKeys(file).catch((thrown: Error) => thrown)
    expect(error).toBeInstanceOf(SignatureError)
    expect((error as Error).message.startsWith(file)).toBe(true)
    expect((error as Error).message).toMatch(message)
  })

  it('that cannot be read are not taken for none', async () => {
    await expect(readPublicKeys(folder)).rejects.toThrow(/EISDIR/)
  })
})

describe('the private key', () => {
  it('is that of the file', async () => {
    await writeFile(file, pemOf(privateKey))
    expect((await readPrivateKey(file)).equals(privateKey)).toBe(true)
  })

  it.each([
    ['of another kind', pemOf(generateKeyPairSync('x25519').privateKey)],
    ['that is none', 'a key'],
  ])('%s is a problem that says what makes one', async (_, pem) => {
    await writeFile(file, pem)
    await expect(readPrivateKey(file)).rejects.toThrow(
      new SignatureError(`${file} holds no Ed25519 private key; undersigned keygen makes one`),
    )
  })

  it('that is not there is a problem, too', async () => {
    const error = await readPrivateKey(join(folder, 'absent')).catch((thrown: Error) => thrown)
    expect(error).toBeInstanceOf(SignatureError)
    expect((error as Error).message).toBe(
      `The key cannot be read: there is no file ${join(folder, 'absent')}`,
    )
  })
})
