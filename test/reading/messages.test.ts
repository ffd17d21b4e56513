import { env } from 'cloudflare:workers'
import { beforeEach, expect, it, vi } from 'vitest'
import { LANGUAGES } from '../../src/page/languages.ts'
import { emptyKv } from '../kv.ts'
import { messagesIn } from '../messages.ts'
import { translated } from '../translated.ts'
import type { startWorker } from '../worker.ts'

let worker: ReturnType<typeof startWorker>
beforeEach(async () => {
  // An isolate keeps the words that it has read: each test is to have one that has read none.
  vi.resetModules()
  const { publish, startWorker } = await import('../worker.ts')
  await emptyKv()
  await publish(translated())
  worker = startWorker()
})

const widgetIn = async (language: string): Promise<{ language: string; words: object }> => {
  const response = await worker.fetch(`/v1/letters/a-letter/signatories?widget=${language}`)
  expect(response.status).toBe(200)
  return ((await response.json()) as { widget: { language: string; words: object } }).widget
}

it('while the words of a language cannot be read, the answer is in English; then in that language', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  worker.assets = { fetch: async () => new Response(null, { status: 500 }) }
  const inEnglish = await worker.fetch('/letters/a-letter/fr')
  expect(await inEnglish.text()).toContain('<bdi lang="en">Open letter</bdi>')
  expect(await widgetIn('fr')).toMatchObject({ language: 'en' })
  expect(log.mock.calls.flat().join()).toContain('"event":"no-words","language":"fr"')
  log.mockRestore()

  worker.assets = env.ASSETS
  const inFrench = await worker.fetch('/letters/a-letter/fr')
  expect(await inFrench.text()).toContain('<p class="kind">Lettre ouverte</p>')
  expect(inFrench.headers.get('ETag')).not.toBe(inEnglish.headers.get('ETag'))
  expect(await widgetIn('fr')).toMatchObject({ language: 'fr' })
})

it.each(LANGUAGES)('the widget is told all its words in %s', async (language) => {
  const { widget, dateIn } = messagesIn(language)
  const { organisations: count, persons: _, sign: __, ...words } = widget
  const updated = dateIn(language, translated().date)
  expect(await widgetIn(language)).toMatchObject({ language, words: { ...words, count, updated } })
})
