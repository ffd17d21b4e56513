/** What a signatory's page says of where the signature stands. */
import { expect, onTestFinished, test } from 'vitest'
import { site } from '../../../src/page/site.ts'
import { LANGUAGES, wordsIn } from '../../../src/signing/messages.ts'
import { erasedPage, type MineView, minePage } from '../../../src/signing/pages/mine.tsx'
import { privacyPage } from '../../../src/signing/pages/privacy.tsx'
import type { OwnView } from '../../../src/signing/register/manage.ts'
import { letter, mineView, own, revision, waiting } from './views.ts'

const aroundIn = (language: string) => ({ origin: 'https://letters.example', words: wordsIn(language) })

const saysIn = (language: string, view: Partial<MineView> = {}): string =>
  minePage(aroundIn(language), { ...mineView, ...view })

test('it says the number in the language’s digits and words, and leads to the page that has the name', () => {
  const withdrawn = {
    signatories: { names: '', counts: [30, 4] },
    by_name: { names: '', counts: [] },
  }
  const view = { position: 1234, revision: { ...revision, withdrawn } }
  const address = `https://letters.example/letters/a-letter?cursor=${revision.id}.1199#signatory-signon-abcdef-7`
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
      erasedPage(aroundIn(language), letter),
      privacyPage(aroundIn(language), letter),
    ])
      expect(html).toContain(leaving)
    expect(saysIn(language, { own: waiting })).not.toContain(leaving)
  },
)

test.each(LANGUAGES)(
  'in %s, whoever confirmed is told once how to pass the letter on, and whether the name waits',
  (language) => {
    const { m } = wordsIn(language)
    const of = (more: Partial<OwnView>) => saysIn(language, { own: { ...own, ...more } })
    const count = (html: string) => html.split(m.passOn).length - 1
    expect(count(of({}))).toBe(1)
    expect(of({})).not.toContain(m.waiting)
    expect(count(of(waiting))).toBe(1)
    expect(of(waiting)).toContain(`<p>${m.waiting}</p>`)
    // Nothing is signed yet, or any more; or the text that stands is not the one that was signed.
    for (const state of ['unconfirmed', 'rejected', 'withdrawn'] as const)
      expect(count(of({ state, published: undefined }))).toBe(0)
    expect(count(of({ text: 'another' }))).toBe(0)
  },
)

test('a letter is passed on as its reader reads it, by its own address and never by the signatory’s', () => {
  const passedOn = (language: string) => {
    const { passOn } = wordsIn(language).m
    return new RegExp(`<p class="note">${passOn} (.*?)</p>`).exec(saysIn(language, { own: waiting }))?.[1]
  }
  const at = 'https://letters.example/letters/a-letter'
  expect(passedOn('en')).toBe(
    `<a href="${at}" dir="ltr">${at}</a> · <a href="mailto:?subject=A%20letter%20%26%20a%20half&amp;body=${encodeURIComponent(at)}">By e-mail</a>`,
  )
  expect(passedOn('ar')).toBe(
    `<a href="${at}/ar" dir="ltr">${at}/ar</a> · <a href="mailto:?subject=${encodeURIComponent('رسالة')}&amp;body=${encodeURIComponent(`${at}/ar`)}">بالبريد الإلكتروني</a>`,
  )
})

test.each(LANGUAGES)('in %s, nothing that is to be said of privacy is left out of its page', (language) => {
  const { m } = wordsIn(language)
  const html = privacyPage(aroundIn(language), letter)
  // Each page but this leads here by the link.
  const said = Object.entries(m).filter(([key]) => /^(?:privacy|kept)(?!Link$)/.test(key))
  expect(said.length).toBeGreaterThan(20)
  for (const [key, text] of said) expect(html, key).toContain(text)
})

test('the privacy page says how to reach those responsible, also where nobody is named', () => {
  expect(privacyPage(aroundIn('en'), letter)).not.toContain('privacy@example.org')
  const { contact } = site
  site.contact = 'privacy@example.org'
  onTestFinished(() => {
    if (contact === undefined) delete site.contact
    else site.contact = contact
  })
  expect(privacyPage(aroundIn('en'), letter)).toContain(
    `<p>${wordsIn('en').m.privacyUnsaid}<br/><bdi>privacy@example.org</bdi></p>`,
  )
})
