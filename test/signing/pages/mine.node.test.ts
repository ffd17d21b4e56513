/** What a signatory's page says of where the signature stands. */
import { expect, test } from 'vitest'
import { textId } from '../../../src/letter/text-id.ts'
import { compileWhole } from '../../../src/publishing/compile.ts'
import { LANGUAGES, wordsIn } from '../../../src/signing/messages.ts'
import { erasedPage, type MineView, minePage } from '../../../src/signing/pages/mine.tsx'
import { privacyPage } from '../../../src/signing/pages/privacy.tsx'
import type { OwnView } from '../../../src/signing/register/manage.ts'
import { translated } from '../../translated.ts'

const letter = translated()
const { compiled } = await compileWhole(letter)

const own: OwnView = {
  state: 'approved',
  entry: { type: 'person', name: 'Ada Example' },
  contact: undefined,
  proposed: undefined,
  news: false,
  hasAddress: false,
  language: 'en',
  revision: compiled.revision.id,
  text: textId(letter),
  holding: undefined,
  reason: undefined,
  published: Date.parse('2026-06-01T12:00:00Z'),
  id: 'signon-abcdef-7',
}

const aroundIn = (language: string) => ({ origin: 'https://letters.example', words: wordsIn(language) })

const saysIn = (language: string, view: Partial<MineView> = {}): string =>
  minePage(aroundIn(language), {
    letter,
    signing: { who: 'both', moderation: 'before', fields: [] },
    text: textId(letter),
    own,
    revision: compiled.revision,
    position: undefined,
    key: '1.key',
    ...view,
  })

test('it says the number in the language’s digits and words, and leads to the page that has the name', () => {
  const withdrawn = {
    signatories: { names: '', counts: [30, 4] },
    by_name: { names: '', counts: [] },
  }
  const view = { position: 1234, revision: { ...compiled.revision, withdrawn } }
  const address = `https://letters.example/letters/a-letter?cursor=${compiled.revision.id}.1199#signatory-signon-abcdef-7`
  expect(saysIn('en', view)).toContain(`Published on <a href="${address}">1 June 2026</a>, as no. 1,234.`)
  expect(saysIn('de', view)).toContain('>1. Juni 2026</a>, als Nr. 1.234.')
  expect(saysIn('ar', view)).toContain(`برقم ${new Intl.NumberFormat('ar').format(1234)}.`)
})

test('the first names are on the letter’s own page; a head that does not show the name yet gives no number', () => {
  const there = 'href="https://letters.example/letters/a-letter#signatory-signon-abcdef-7"'
  expect(saysIn('en', { position: 500 })).toContain(`Published on <a ${there}>1 June 2026</a>, as no. 500.`)
  expect(saysIn('en')).toContain(`Published on <a ${there}>1 June 2026</a>.`)
})

test.each(LANGUAGES)(
  'in %s, whoever may leave, left or erased is told when the name is gone, and whom to ask',
  (language) => {
    const { leaving } = wordsIn(language).m
    for (const html of [
      saysIn(language),
      saysIn(language, { own: { ...own, state: 'withdrawn', published: undefined } }),
      erasedPage(aroundIn(language)),
      privacyPage(aroundIn(language), letter),
    ])
      expect(html).toContain(leaving)
    expect(saysIn(language, { own: { ...own, state: 'waiting', published: undefined } })).not.toContain(
      leaving,
    )
  },
)
