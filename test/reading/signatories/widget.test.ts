import { beforeEach, describe, expect, it } from 'vitest'
import { emptyKv } from '../../kv.ts'
import { letterSignedBy } from '../../letters.ts'
import { ORIGIN, publish, startWorker } from '../../worker.ts'

beforeEach(async () => {
  await emptyKv()
  await publish(letterSignedBy(3))
})

const get = (path: string, init?: RequestInit) => startWorker().fetch(path, init)

describe('the list of signatories, for the widget,', () => {
  it('has words and what else the widget shows only for who asks for them, in the language asked for', async () => {
    const path = '/v1/letters/a-letter/signatories'
    expect(await (await get(path)).json()).not.toHaveProperty('widget')
    const { widget, links } = await (await get(`${path}?limit=2&widget=ar-EG`)).json<{
      widget: object
      links: { next: string; self: string }
    }>()
    expect(widget).toMatchObject({
      language: 'ar',
      direction: 'rtl',
      title: 'A letter',
      title_language: 'en',
      page: `${ORIGIN}/letters/a-letter`,
      words: { read: 'قراءة الرسالة', updated: '29 فبراير 2020' },
    })
    expect(links.self).toBe(`${ORIGIN}${path}?limit=2&widget=ar-EG`)
    expect(await (await get(links.next)).json()).not.toHaveProperty('widget')
  })

  it('has an entity tag for each language', async () => {
    const tags = await Promise.all(
      ['', '?widget=fr', '?widget=fr-CA', '?widget=%22%2C%20%E2%98%83'].map(
        async (query) => (await get(`/v1/letters/a-letter/signatories${query}`)).headers.get('ETag') ?? '',
      ),
    )
    expect(new Set(tags).size).toBe(4)
    for (const tag of tags) expect(tag).toMatch(/^"[\x21\x23-\x7e]+"$/)
  })

  it('speaks English to a page that has its language wrong, and refuses what is too long for one', async () => {
    const path = '/v1/letters/a-letter/signatories?widget='
    expect(await (await get(`${path}English!`)).json()).toMatchObject({ widget: { language: 'en' } })
    expect((await get(path + 'x'.repeat(36))).status).toBe(400)
  })
})
