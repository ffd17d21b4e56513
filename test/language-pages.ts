/** What the Workers show in a language. Apart from the test that looks at it, for it needs a Worker's types and not a browser's. */
import { readFile } from 'node:fs/promises'
import english from '../build/messages.json' with { type: 'json' }
import all from '../build/signing-messages.json' with { type: 'json' }
import { readWidgetOptions, type WidgetMeta } from '../src/embed/markup.ts'
import { widgetMeta } from '../src/embed/meta.ts'
import type { NonEmpty } from '../src/letter/non-empty.ts'
import type { Block, Translation } from '../src/letter/schema.ts'
import type { BuilderMessages, SharedMessages } from '../src/page/messages/schema.ts'
import { direction } from '../src/page/messages.ts'
import { scriptJson } from '../src/page/script-json.ts'
import { builderPage } from '../src/reading/embed/builder/page.tsx'
import { framePage } from '../src/reading/embed/frame/page.tsx'
import { letterPage } from '../src/reading/letter/page/page.tsx'
import { foundPage } from '../src/reading/search/page.tsx'
import { signatoriesList } from '../src/reading/signatories/json.ts'
import { homePage } from '../src/reading/site/home/page.tsx'
import { createWords, type Words } from '../src/signing/messages.ts'
import { formPage } from '../src/signing/pages/form.tsx'
import { minePage } from '../src/signing/pages/mine.tsx'
import { privacyPage } from '../src/signing/pages/privacy.tsx'
import { catalogue, haleyView, origin } from './fixtures/letters.ts'
import { pseudo } from './pseudo.ts'
import { mineView, waiting } from './signing/pages/views.ts'

type Said = Parameters<typeof createWords>[1]
const signing = all as unknown as Record<string, Said>

const asset = async (name: string) => readFile(`build/assets/${name}`, 'utf8')
const json = async <Json>(name: string): Promise<Json> => JSON.parse(await asset(name)) as Json

/** Everything that a language says, as the Workers have it. */
const saidIn = async (language: string): Promise<{ words: Words; builder: BuilderMessages }> => {
  const builderIn = (tag: string) => json<BuilderMessages>(`messages/builder/${tag}.json`)
  if (language === 'en-XA' || language === 'ar-XB')
    return {
      words: createWords(language, pseudo(language, signing.en as Said)),
      builder: pseudo(language, await builderIn('en')),
    }
  const page = language === 'en' ? english : await json<SharedMessages>(`messages/${language}.json`)
  return {
    words: createWords(language, { ...(signing[language] as Said), page: page as SharedMessages }),
    builder: await builderIn(language),
  }
}

const paragraph = (value: string): Block => ({ type: 'paragraph', children: [{ type: 'text', value }] })

/**
 * A partner's page with the widget by one line, and with the element in its other view. The scripts stand in it, each as
 * `/widget/{slug}.js` has it, with the first names of a long list and the words.
 */
const partnersPage = async (language: string, widget: WidgetMeta): Promise<string> => {
  const code = await asset('letter-widget.js')
  const { signatories, positions, revision } = haleyView
  const script = (slug: string, tag: string) => {
    const list = signatoriesList(origin, {
      slug,
      revision: revision.id,
      count: 12_345,
      signatories: signatories.map((signatory, index) => ({ position: positions[index] ?? 0, signatory })),
      query: '',
      next: '?cursor=next',
      widget,
    })
    return `${code}(${scriptJson(list)},${tag},"${origin}")`
  }
  return `<!doctype html><html lang="${language}" dir="${direction(language)}"><title>${language}</title><main><h1>${language}</h1>
<script data-heading="2" data-limit="12">${script('line', 'document.currentScript')}</script>
<script>${script('element', 'null')}</script>
<signatory-list letter="element" view="compact"></signatory-list></main></html>`
}

/** Each kind of page in a language or pseudo-locale, with a letter whose text is what the language says at length. */
export const pagesIn = async (language: string): Promise<Record<string, string>> => {
  const { words, builder } = await saidIn(language)
  const { page: messages, m } = words
  const translation: Translation = {
    language,
    title: m.consentModerated,
    addressee: m.organisers,
    context: m.held,
    body: [
      paragraph(m.privacyPrivate),
      { type: 'list', ordered: true, start: 1, items: [[paragraph(m.leaving)], [paragraph(m.gone)]] },
    ],
  }
  const { letter: haley, signatories, positions, count } = haleyView
  const translations: NonEmpty<Translation> = [translation, { ...haley.translations[0], language: 'en-GB' }]
  const letter = { ...haley, translations }
  const signForm = `${origin}/sign/haley-2018`
  const signing = { closes: '2099-12-31', goal: 1000 }
  const view = { ...haleyView, letter, translation, sign: signForm, signing } as typeof haleyView
  const around = { origin, words }
  const meta = widgetMeta(origin, letter, 'organisations', language, messages, signForm)
  return {
    letter: letterPage(view, messages),
    search: foundPage(origin, messages, { incomplete: catalogue }, 'amnesty', {
      found: catalogue.flatMap((letter) =>
        signatories.slice(0, 3).map((signatory) => ({ letter, signatory })),
      ),
      next: origin,
    }),
    home: homePage({
      origin,
      letters: catalogue,
      q: 'amnesty',
      complete: false,
      messages,
      introduction: '',
      empty: '',
    }),
    frame: framePage({
      origin,
      address: `${origin}/embed/haley-2018`,
      meta,
      count: 12_345,
      signatories: signatories.map((signatory, index) => ({ position: positions[index] ?? 0, signatory })),
      options: { ...readWidgetOptions(() => undefined), heading: '2' },
      theme: 'light',
      code: await json('frame.json'),
    }),
    widget: await partnersPage(language, meta),
    builder: builderPage({
      origin,
      letter,
      extent: { count, title: 60, names: [[20]] },
      sign: signForm,
      options: { view: 'list', theme: 'auto', sort: 'letter', heading: '3' },
      ui: language,
      messages,
      builder,
      css: await asset('builder.css'),
    }),
    form: formPage(around, {
      letter,
      signing: {
        who: 'both',
        closes: '2099-06-01',
        moderation: 'before',
        fields: ['role', 'affiliation', 'country'],
      },
      values: { type: 'organisation' },
      errors: { name: 'hasUnwanted', email: 'noEmail', url: 'noUrl' },
      said: m.needsScript,
      stamp: '',
    }),
    signature: minePage(around, { ...mineView, letter, own: waiting }),
    privacy: privacyPage(around, letter),
  }
}
