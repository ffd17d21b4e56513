import { readFile } from 'node:fs/promises'
import { english } from '../../src/page/english.ts'
import { noticePage } from '../../src/page/notice.tsx'
import { headerProfiles, pageHeaders } from '../../src/reading/headers.ts'
import { letterPage } from '../../src/reading/letter/page/page.tsx'
import { problemTypes } from '../../src/reading/problem-types.ts'
import { emptyHtml } from '../../src/reading/site/home/empty.tsx'
import { homePage } from '../../src/reading/site/home/page.tsx'
import { meanings } from '../../src/reading/site/problem/meanings.ts'
import { problemPage } from '../../src/reading/site/problem/page.tsx'
import { introductionHtml, ownPageHtml } from '../../src/reading/site/texts.tsx'
import {
  arabicView,
  blocksView,
  catalogue,
  everyBlock,
  haleyView,
  hebrewView,
  longView,
  origin,
} from '../fixtures/letters.ts'
import { listen } from '../listen.ts'
import { messagesIn } from '../messages.ts'

const texts = [
  { language: 'en', blocks: everyBlock },
  { language: 'ar', blocks: arabicView.translation.body },
]

const pages: Record<string, string> = {
  '/': homePage({
    origin,
    letters: catalogue,
    messages: english(),
    introduction: introductionHtml(texts),
    empty: '',
  }),
  '/empty': homePage({
    origin,
    letters: [],
    messages: english(),
    introduction: '',
    empty: emptyHtml(english()),
  }),
  '/imprint': ownPageHtml(origin, 'imprint', texts, english()),
  '/letters/haley-2018': letterPage(haleyView, english()),
  '/letters/haley-2018/ar': letterPage(arabicView, messagesIn('ar')),
  '/letters/haley-2018/he': letterPage(hebrewView, messagesIn('he')),
  '/letters/long': letterPage(longView, english()),
  '/letters/blocks': letterPage(blocksView, english()),
  '/letters/haley-2018/revisions/first': letterPage({ ...haleyView, standing: 'superseded' }, english()),
  '/docs': (await readFile('build/assets/pages/docs.html', 'utf8')).replaceAll('https://origin.invalid', ''),
  '/problems/bad-query': problemPage(origin, problemTypes.badQuery, meanings.badQuery),
  '/missing': noticePage({
    origin,
    status: 404,
    title: 'No such letter',
    detail: 'There is no letter at this address. The list of letters may have it under another name.',
  }),
}

/** Where the pages under test are served, and how to stop serving them. */
export const serve = async (port = 0): Promise<{ base: string; close: () => void }> => {
  return listen((request, response) => {
    const page = pages[request.url ?? '']
    response.writeHead(page === undefined ? 404 : 200, {
      ...(request.url === '/docs' ? headerProfiles.docs : pageHeaders),
      'Content-Type': 'text/html; charset=utf-8',
    })
    response.end(page)
  }, port)
}
