import { dropQuery } from '../../http/query.ts'
import { supportedLanguage } from '../../page/languages.ts'
import { type Site, site } from '../../page/site.ts'
import type { Handler } from '../handler.ts'
import { codeMeta } from './meta.ts'
import { prerendered } from './prerendered.ts'

/** A page of the site's own words: its imprint, or its text on privacy. */
export const ownPage =
  (name: Site['pages'][number]): Handler =>
  async (_, context) => {
    dropQuery(context.search)
    return context.respond({
      ...codeMeta,
      headerProfile: 'page',
      type: 'text/html; charset=utf-8',
      variant: `${name}.html`,
      language: supportedLanguage(site.language),
      render: () => prerendered(context, `${name}.html`),
    })
  }
