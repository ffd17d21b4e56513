/** The route table: read it and you know what the public, moderators and commands can do. */
import { HonoBase } from 'hono/hono-base'
import { TrieRouter } from 'hono/router/trie-router'
import { actByApi, listByApi, newsByApi } from './api/handler.ts'
import type { Bindings } from './bindings.ts'
import { around, type Ctx, framable, notHere, PageError, page, readersOrigin } from './context.ts'
import { count } from './count.ts'
import { enter, leave, login, showDesk, showEnter } from './desk/door.ts'
import { postEntry, postLetter, showEntry, showLetter } from './desk/handler.ts'
import { postForm, postLink, showForm, showLink, showSent } from './form/handler.ts'
import { showFormScript } from './form/script.ts'
import { postMine, showMine } from './mine/handler.ts'
import { sayingPage } from './pages/page.tsx'
import { showPrivacy } from './privacy.ts'

type Handler = (c: Ctx) => Promise<Response>

export const createApp = () => {
  const app = new HonoBase<{ Bindings: Bindings }>({ router: new TrieRouter() })

  /** Something that is shown, and perhaps sent back. Looking changes nothing. */
  const resource = (path: string, show: Handler, post?: Handler): void => {
    app.get(path, show)
    if (post) app.post(path, post)
    app.all(path, async (c) => {
      const response = await notAllowed(c)
      response.headers.set('Allow', post ? 'GET, HEAD, POST' : 'GET, HEAD')
      return response
    })
  }

  // For moderators, and for the commands that do the same
  resource('/sign/desk', showDesk, login)
  resource('/sign/desk/enter', showEnter, enter)
  resource('/sign/desk/leave', showDesk, leave)
  resource('/sign/desk/:slug', showLetter, postLetter)
  resource('/sign/desk/:slug/:number{[1-9][0-9]*}', showEntry, postEntry)
  resource('/sign/api/:slug', listByApi, actByApi)
  resource('/sign/api/:slug/news', newsByApi)

  // For those who sign
  resource('/sign/form.js', showFormScript)
  resource('/sign/:slug', showForm, postForm)
  resource('/sign/:slug/sent', showSent)
  resource('/sign/:slug/link', showLink, postLink)
  resource('/sign/:slug/mine', showMine, postMine)
  resource('/sign/:slug/privacy', showPrivacy)
  resource('/sign/:slug/count.json', count)

  // At a host of its own there is nothing else: the letters are elsewhere.
  app.get('/', async (c) => {
    const readers = readersOrigin(c)
    return readers === new URL(c.req.url).origin ? notHere(c) : c.redirect(`${readers}/`, 302)
  })

  app.notFound(notHere)
  app.onError((error, c) => {
    if (error instanceof PageError) return error.response
    // What went wrong, and where: never for whom.
    console.error(`${c.req.method} ${c.req.path}: ${error.name}`)
    const here = around(c)
    const { m } = here.words
    return framable(here, sayingPage(here, m.failedTitle, m.failed), 500)
  })
  return app
}

const notAllowed = async (c: Ctx): Promise<Response> => {
  const { words, origin } = around(c)
  return page(sayingPage({ origin, words }, words.m.notOpenTitle, words.m.notOpen), 405)
}
