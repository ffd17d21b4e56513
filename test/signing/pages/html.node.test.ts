import { expect, test } from 'vitest'
import type { Signing } from '../../../src/letter/signing.ts'
import { wordsIn } from '../../../src/signing/messages.ts'
import { checkPage, formPage, linkPage, sentPage } from '../../../src/signing/pages/form.tsx'
import { erasedPage, minePage } from '../../../src/signing/pages/mine.tsx'
import { refusedPage } from '../../../src/signing/pages/page.tsx'
import { privacyPage } from '../../../src/signing/pages/privacy.tsx'
import { saidOfHtml } from '../../html.ts'
import { letter, mineView, own, waiting } from './views.ts'

const around = { origin: 'https://letters.example', words: wordsIn('ar') }
const signing: Signing = {
  who: 'both',
  closes: '2099-06-01',
  moderation: 'before',
  fields: ['role', 'affiliation', 'country'],
}
const values = { type: 'organisation', name: 'A Society', email: 'grace@example.org' }
const contact = { name: 'Grace', role: 'Chair' }
const submission = {
  entry: { type: 'organisation', name: 'A Society', url: 'https://example.org' },
  contact,
  email: 'grace@example.org',
  news: true,
} as const
const challenge = { puzzle: 'puzzle', turnstile: 'key' }

test.each(
  Object.entries({
    form: formPage(around, { letter, signing, values: {}, errors: {}, stamp: '' }),
    mistakes: formPage(around, {
      letter,
      signing,
      values,
      errors: { name: 'noName', url: 'noUrl' },
      stamp: '',
    }),
    framed: formPage({ ...around, isFramed: true }, { letter, signing, values, errors: {}, stamp: '' }),
    check: checkPage(around, {
      letter,
      signing,
      submission,
      values,
      stamp: '',
      controller: undefined,
      said: 'Again',
      challenge,
    }),
    sent: sentPage(around, letter, { late: true, isLink: true }),
    link: linkPage(around, letter, { values, errors: { email: 'noEmail' } }),
    unconfirmed: minePage(around, {
      ...mineView,
      signing,
      own: { ...waiting, state: 'unconfirmed', contact },
    }),
    waiting: minePage(around, { ...mineView, signing, own: { ...waiting, hasAddress: true } }),
    published: minePage(around, { ...mineView, signing, position: 7, own: { ...own, proposed: own.entry } }),
    'with another text': minePage(around, { ...mineView, text: 'another', said: 'Saved.' }),
    rejected: minePage(around, { ...mineView, own: { ...waiting, state: 'rejected', reason: 'Twice' } }),
    withdrawn: minePage(around, { ...mineView, own: { ...waiting, state: 'withdrawn' } }),
    erased: erasedPage(around, letter),
    closed: refusedPage(around, letter, 'closed'),
    'closed, framed': refusedPage({ ...around, isFramed: true }, letter, 'closed'),
    privacy: privacyPage(around, letter),
  }),
)('html-validate has nothing but style to say of the page: %s', async (_, html) => {
  expect(await saidOfHtml(html)).toEqual([])
})
