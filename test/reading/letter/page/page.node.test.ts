import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block, Signatory, Translation } from '../../../../src/letter/schema.ts'
import { LANGUAGES } from '../../../../src/page/languages.ts'
import { dateIn, direction } from '../../../../src/page/messages.ts'
import { noticePage } from '../../../../src/page/notice.tsx'
import { scriptJson } from '../../../../src/page/script-json.ts'
import { letterJsonLd } from '../../../../src/reading/letter/json-ld/json-ld.ts'
import { letterPage } from '../../../../src/reading/letter/page/page.tsx'
import type { LetterView } from '../../../../src/reading/letter/view.ts'
import { homePage } from '../../../../src/reading/site/home/page.tsx'
import { arabicView, blocksView, haleyView, longView, origin } from '../../../fixtures/letters.ts'
import { messagesIn } from '../../../messages.ts'

/**
 * The elements of a document with the names of their attributes, in order: what a reader's browser would
 * build. Text and values are dropped, so two pages of one shape are equal unless a string broke out.
 */
const shape = (html: string): string[] => {
  const withoutStyle = html.replace(/<style>.*?<\/style>/s, '<style></style>')
  return Array.from(
    withoutStyle.matchAll(/<(\/?[^\s>"'=]*)((?:[^>"]|"[^"]*")*)>?/g),
    ([, name = '', rest = '']) => [name, ...rest.replace(/="[^"]*"/g, '=').split(/\s+/)].join(' ').trim(),
  )
}

/** Strings that are made of what HTML, JSON and scripts are made of, as often as of anything. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '&',
        '/',
        '=',
        '`',
        '</script',
        '</title>',
        '</style>',
        '<!--',
        '-->',
      ),
      { minLength: 1 },
    )
    .map((parts) => parts.join('')),
  fc.constantFrom(
    '<img src=x onerror=alert(1)>',
    '" onfocus="alert(1)" x="',
    "' onfocus='alert(1)",
    '</script><script>alert(1)</script>',
    '&lt;b&gt;',
    ']]>',
    '\u2028\u2029',
    '{{constructor}}',
  ),
)

/** A view in which every string that a person wrote comes from `say`. */
const viewOf = (say: () => string): LetterView => {
  const body: Block[] = [
    { type: 'heading', depth: 2, children: [{ type: 'text', value: say() }] },
    {
      type: 'paragraph',
      children: [
        { type: 'emphasis', children: [{ type: 'text', value: say() }] },
        { type: 'strong', children: [{ type: 'text', value: say() }] },
        { type: 'link', url: `https://example.org/${say()}`, children: [{ type: 'text', value: say() }] },
        { type: 'break' },
      ],
    },
    { type: 'list', ordered: true, start: 2, items: [[{ type: 'quotation', children: [] }]] },
  ]
  const translation: Translation = { language: 'en', title: say(), addressee: say(), context: say(), body }
  const signatories: Signatory[] = [
    { type: 'organisation', id: say(), name: say(), acronym: say(), url: `https://example.org/${say()}` },
    { type: 'organisation', id: say(), name: say(), alias: say() },
    { type: 'person', id: say(), name: say(), role: say(), affiliation: say() },
  ]
  return {
    origin,
    letter: { slug: say(), date: '2018-06-22', translations: [translation] },
    translation,
    markdown: say(),
    revision: { id: say(), published: '2018-06-25T09:30:00Z' },
    count: 9,
    by: 'count',
    first: 2,
    signatories,
    positions: [2, 3, 4],
    authors: signatories,
    next: `https://example.org/${say()}`,
  }
}

const pageOf = (view: LetterView): string => letterPage(view, messagesIn(view.translation.language))

const sayIn = (strings: string[]) => {
  let turn = 0
  return () => strings[turn++ % strings.length] ?? ''
}

const jsonLdIn = (html: string): unknown => {
  const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? []
  return JSON.parse(json)
}

/** What JSON keeps of a value: no undefined. */
const plain = (value: object): unknown => JSON.parse(JSON.stringify(value))

describe('no string that a person wrote becomes markup', () => {
  test('on the page of a letter', () => {
    const expected = shape(pageOf(viewOf(() => 'x')))
    expect(expected.length).toBeGreaterThan(80)
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 25, maxLength: 25 }), (strings) => {
        expect(shape(pageOf(viewOf(sayIn(strings))))).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })

  test('on the home page and on a notice', () => {
    const home = (say: () => string) => {
      const letter = {
        slug: say(),
        title: say(),
        date: '2018-06-22',
        addressee: say(),
        context: say(),
        languages: ['en'] as [string],
        count: 2,
        revision: say(),
        published: '2018-06-25T09:30:00Z',
      }
      return homePage({
        origin,
        messages: messagesIn('en'),
        introduction: '',
        empty: '',
        letters: [letter],
        q: say() || 'x',
        complete: false,
      })
    }
    const notice = (say: () => string) => noticePage({ origin, status: 404, title: say(), detail: say() })
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 6 }), (strings) => {
        expect(shape(home(sayIn(strings)))).toEqual(shape(home(() => 'x')))
        expect(shape(notice(sayIn(strings)))).toEqual(shape(notice(() => 'x')))
      }),
    )
  })
})

describe('JSON-LD', () => {
  test('reads back from the page as what was put in, whatever the strings', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 25, maxLength: 25 }), (strings) => {
        const view = viewOf(sayIn(strings))
        expect(jsonLdIn(pageOf(view))).toEqual(plain(letterJsonLd(view)))
      }),
    )
  })

  test('cannot end its script or open a comment', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const json = scriptJson({ value })
        expect(json).not.toMatch(/[<\u2028\u2029]/)
        expect(JSON.parse(json)).toEqual({ value })
      }),
    )
  })

  test('says who wrote to whom, when, and in which revision', () => {
    expect(jsonLdIn(pageOf(haleyView))).toMatchObject({
      '@context': 'https://schema.org',
      '@type': ['Article', 'Message'],
      '@id': 'https://letters.example/letters/haley-2018',
      headline: haleyView.translation.title,
      inLanguage: 'en',
      datePublished: '2018-06-22',
      dateModified: '2018-06-25T09:30:00Z',
      version: haleyView.revision.id,
      recipient: { '@type': 'Audience', name: 'Ambassador Nikki Haley' },
    })
    const { author } = jsonLdIn(pageOf(haleyView)) as { author: object[] }
    expect(author).toHaveLength(18)
    expect(author[0]).toEqual({ '@type': 'Organization', name: 'Amnesty International' })
    expect(author[3]).toEqual({
      '@type': 'Organization',
      name: 'Asian Legal Resource Centre',
      alternateName: 'ALRC',
    })
  })

  test('names a person by role and affiliation, and a translation by its original', () => {
    expect(jsonLdIn(pageOf(arabicView))).toMatchObject({
      '@id': 'https://letters.example/letters/haley-2018/ar',
      translationOfWork: { '@id': 'https://letters.example/letters/haley-2018' },
      author: [{}, {}, {}, { '@type': 'Person', jobTitle: 'محامية', affiliation: { name: 'عمّان' } }],
    })
  })
})

describe('the page', () => {
  test('is a complete document in the language of its letter', () => {
    expect(pageOf(haleyView)).toMatch(/^<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8"/)
    expect(pageOf(arabicView)).toMatch(/^<!doctype html><html lang="ar" dir="rtl">/)
  })

  test('shifts the headings of a letter to stand under its one h1', () => {
    const headings = Array.from(pageOf(blocksView).matchAll(/<h([1-6])/g), ([, depth]) => depth)
    expect(headings.join('')).toBe('1232')
  })

  test('of a notice is kept out of search engines, that of a letter is not', () => {
    expect(noticePage({ origin, status: 503, title: 'a', detail: 'b' })).toContain('content="noindex"')
    expect(pageOf(haleyView)).not.toContain('noindex')
    expect(pageOf(haleyView)).toContain(
      '<link rel="canonical" href="https://letters.example/letters/haley-2018"/>',
    )
  })

  test('of a later part of a long list says which in its title', () => {
    expect(pageOf(longView)).toContain('Human Rights Council · 1,161 to 1,200 of 12,345</title>')
    expect(pageOf(longView)).toContain('<ol class="signatories" start="1161"')
  })
})

/** What a reader reads, without the marks that keep directions and languages apart. */
const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(lt|gt|quot|#39|amp);/g,
      (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name] ?? "'",
    )

test('who signed stands at the top by the first names, and how to pass it on beside them', () => {
  const top = /<header>(?!<nav>).*?<\/header>/s.exec(pageOf(haleyView).split('<article>')[1] ?? '')?.[0] ?? ''
  expect(textOf(top)).toContain('Signed byAmnesty International, ARTICLE 19 and 16 others')
  expect(top).toContain('href="mailto:?subject=')
  expect(top).toContain('/letters/haley-2018/embed"')
  expect(textOf(pageOf({ ...haleyView, count: 0, authors: [], signatories: [] }))).toContain(
    'Signed by0 signatories',
  )
})

/** The line that says how to cite a letter. */
const citationIn = (html: string): string =>
  /<dt>(?:<bdi[^>]*>)?(?:Cite|Citer|الاستشهاد|引用)(?:<\/bdi>)?<\/dt><dd>(.*?) <a/s.exec(html)?.[1] ?? ''

describe('the citation', () => {
  const address = `${origin}/letters/haley-2018/revisions/${haleyView.revision.id}`
  const revision = haleyView.revision.id.slice(0, 12)
  const inLanguage = (language: string, view = haleyView) =>
    citationIn(pageOf({ ...view, translation: { ...view.translation, language } }))

  test.each([
    [
      'en',
      `Amnesty International and 17 others. “${haleyView.translation.title}”. Open letter to Ambassador Nikki Haley, 22 June 2018. Revision ${revision}. ${address}`,
    ],
    [
      'fr',
      `Amnesty International et 17 autres. «\u00a0${haleyView.translation.title}\u00a0». Lettre ouverte, 22 juin 2018. Destinataire\u00a0: Ambassador Nikki Haley. Version ${revision}. ${address}`,
    ],
    [
      'zh',
      `Amnesty International和其他 17 个联署方：《${haleyView.translation.title}》，公开信，2018年6月22日。致：Ambassador Nikki Haley。版本：${revision}。${address}`,
    ],
  ])('is a sentence in %s', (language, citation) => {
    expect(textOf(inLanguage(language))).toBe(citation)
  })

  test('of a letter that one has signed, or nobody yet, says so', () => {
    const [first] = haleyView.authors
    if (!first) throw new Error('nobody signed')
    expect(textOf(inLanguage('en', { ...haleyView, count: 1, authors: [first] }))).toMatch(
      /^Amnesty International\. “/,
    )
    expect(textOf(inLanguage('en', { ...haleyView, count: 0, authors: [] }))).toMatch(/^“/)
  })

  test('isolates all that may run in the other direction', () => {
    const isolated = Array.from(
      citationIn(pageOf(arabicView)).matchAll(/<bdi[^>]*>(.*?)<\/bdi>/g),
      ([, text]) => text,
    )
    expect(isolated).toEqual([
      'مركز القاهرة لدراسات حقوق الإنسان',
      arabicView.translation.title,
      arabicView.translation.addressee,
      revision,
      address,
    ])
  })

  test('in English on a page of another language is one run of English', () => {
    expect(inLanguage('he')).toMatch(/^<bdi lang="en">.*<\/bdi>$/)
  })
})

test('an addressee is isolated from what stands around it', () => {
  expect(pageOf(arabicView)).toContain(`<dd><bdi>${arabicView.translation.addressee}</bdi></dd>`)
})

describe('a translation', () => {
  const noteIn = (language: string): string => {
    const translation = { ...arabicView.translation, language }
    const html = pageOf({
      ...arabicView,
      letter: { ...arabicView.letter, translations: [haleyView.translation, translation] },
      translation,
    })
    return /<p class="note">(.*?)<\/p>/s.exec(html)?.[1] ?? ''
  }

  test.each([
    ['zh', '本文为译文。原文：English'],
    ['zh-TW', '本文為譯文。原文：English'],
    ['fr', 'Ceci est une traduction. Original\u00a0: English'],
    ['pt-BR', 'Esta é uma tradução. Original: English'],
    ['ar', 'هذه ترجمة. النص الأصلي: English'],
  ])('in %s says that it is one as the language joins sentences', (language, note) => {
    expect(textOf(noteIn(language))).toBe(note)
  })

  test('in a language that we do not speak says so in one run of English', () => {
    expect(noteIn('he')).toMatch(/^<bdi lang="en">This is a translation\. Original: <a .*<\/a><\/bdi>$/)
  })
})

test.each(LANGUAGES)(
  'in %s, a letter without context is described with the addressee standing alone',
  (language) => {
    const { summary } = messagesIn(language)
    const date = dateIn(language, '2027-03-01')
    const described = summary('El Ministro', date, '3')
    expect(described).toMatch(/[:：]\s?El Ministro[.,;；؛。\u202f]/)
    expect(described).toContain(date)
    expect(described).not.toMatch(/[{}#]/)
  },
)

describe('the words', () => {
  test('that a letter’s language has none of are English, and say so', () => {
    const yoruba = { ...haleyView.translation, language: 'yo' }
    expect(pageOf({ ...haleyView, translation: yoruba })).toContain('<bdi lang="en">Open letter</bdi>')
    expect(pageOf(arabicView)).toContain('<p class="kind">رسالة مفتوحة</p>')
  })

  test.each([
    ['en', ['0 signatories', '1 signatory', '2 signatories', '1,234,567 signatories']],
    ['fr', ['0 signataire', '1 signataire', '2 signataires', '1\u202f234\u202f567 signataires']],
    ['es', ['0 firmantes', '1 firmante', '2 firmantes', '1.234.567 firmantes']],
    ['pt', ['0 assinatura', '1 assinatura', '2 assinaturas', '1.234.567 assinaturas']],
    ['de', ['0 Unterschriften', '1 Unterschrift', '2 Unterschriften', '1.234.567 Unterschriften']],
    ['ru', ['0 подписей', '1 подпись', '2 подписи', '1\u00a0234\u00a0567 подписей']],
    ['zh', ['0 个联署方', '1 个联署方', '2 个联署方', '1,234,567 个联署方']],
    ['zh-Hant', ['0 個聯署方', '1 個聯署方', '2 個聯署方', '1,234,567 個聯署方']],
    ['ar', ['لا توقيعات', 'توقيع واحد', 'توقيعان', '1,234,567 توقيعًا']],
  ])('count in %s as its plural rules have it', (language, counted) => {
    const { count } = messagesIn(language)
    expect([0, 1, 2, 1_234_567].map((total) => count(total))).toEqual(counted)
  })

  test('of millions have their preposition where the language wants one', () => {
    expect(messagesIn('fr').count(1_000_000)).toBe('1\u202f000\u202f000 de signataires')
    expect(messagesIn('es-MX').count(2_000_000)).toContain(' de firmantes')
  })

  test.each(LANGUAGES)('have every plural form of %s, and no other', (language) => {
    const { widget, badge } = messagesIn(language)
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted()
    for (const plural of [widget.count, widget.others, widget.found, badge.organisations, badge.signed])
      expect(Object.keys(plural).toSorted()).toEqual(categories)
  })

  test('fall back to English for what is no language', () => {
    expect(['', 'english please', 'x', 'tlh'].map((tag) => messagesIn(tag).language)).toEqual(
      Array(4).fill('en'),
    )
  })

  test('write dates as the letter does, on the same day in every time zone', () => {
    expect(dateIn('en', '2018-06-22')).toBe('22 June 2018')
    expect(dateIn('en', '2018-06-22T23:59:59Z')).toBe('22 June 2018')
    expect(dateIn('fr', '2018-06-22')).toBe('22 juin 2018')
  })

  test('write the first of a month as French does', () => {
    expect(dateIn('fr', '2027-03-01')).toBe('1er mars 2027')
    expect(dateIn('fr-CA', '2027-03-01T23:59:59Z')).toBe('1er mars 2027')
    expect(['2027-03-11', '2027-03-21', '2027-03-31'].map((date) => dateIn('fr', date))).toEqual([
      '11 mars 2027',
      '21 mars 2027',
      '31 mars 2027',
    ])
    expect(dateIn('es', '2027-03-01')).toBe('1 de marzo de 2027')
  })

  test('count one signatory and many', () => {
    const { count, range } = messagesIn('en')
    expect([0, 1, 2, 1234].map((total) => count(total))).toEqual([
      '0 signatories',
      '1 signatory',
      '2 signatories',
      '1,234 signatories',
    ])
    expect(range(601, 1200, 12_345)).toBe('601 to 1,200 of 12,345')
  })

  test('know the direction of a language and its script', () => {
    expect(['en', 'ar', 'he', 'fa', 'az-Arab', 'az-Latn', 'zh-Hans'].map(direction)).toEqual([
      'ltr',
      'rtl',
      'rtl',
      'rtl',
      'rtl',
      'ltr',
      'ltr',
    ])
  })
})
