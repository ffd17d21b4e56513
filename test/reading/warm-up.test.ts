import { expect, it } from 'vitest'
import { snapshotOf } from '../../src/publishing/snapshot.ts'
import { warmUp } from '../../src/reading/warm-up.ts'
import { letterSignedBy } from '../letters.ts'

const ORIGIN = 'https://letters.example'

it('a bundled letter’s page is made while nothing of KV can be read', async () => {
  const snapshot = await snapshotOf([letterSignedBy(3)])
  const response = await warmUp(snapshot, { origin: ORIGIN })
  expect(response?.status).toBe(200)
  expect(Number(response?.headers.get('Content-Length'))).toBeGreaterThan(5000)
})

it('it is one in English, whatever the letter was written in, and none where nothing is bundled', async () => {
  const { translations, ...letter } = letterSignedBy(1)
  const [english] = translations
  const french = { ...english, language: 'fr', title: 'Une lettre' }
  const translated = await snapshotOf([{ ...letter, translations: [french, english] }])
  const response = await warmUp(translated)
  expect(response?.headers.get('Content-Language')).toBe('en')
  expect(await warmUp(await snapshotOf([{ ...letter, translations: [french] }]))).toBeUndefined()
  expect(await warmUp({})).toBeUndefined()
})
