import copyLink from '../../../../build/copy-link.json'
import { queryString } from '../../../embed/options.ts'
import type { Letter, Translation } from '../../../letter/schema.ts'
import { type Child, raw } from '../../../page/jsx-runtime.ts'
import { closestLanguage } from '../../../page/languages.ts'
import { mailtoAddress } from '../../../page/mailto.ts'
import type { Messages } from '../../../page/messages.ts'

/**
 * How to pass a letter on: plain links, nobody's script, and a button that shows itself where our own script runs. A
 * translation is embedded in its language.
 */
export const ShareLinks = (links: {
  of: Pick<Letter, 'translations'>
  translation: Pick<Translation, 'language' | 'title'>
  messages: Messages
  mark: (content: Child) => Child
  page: string
  builder: string
}) => {
  const { language, title } = links.translation
  const { messages, mark } = links
  const ui = closestLanguage(language)
  const query =
    language === links.of.translations[0]?.language ? {} : { lang: language, ...(ui !== undefined && { ui }) }
  return (
    <>
      <dt class="screen">{mark(messages.share)}</dt>
      <dd class="screen">
        {mark(
          <>
            <button type="button" hidden value={links.page}>
              {messages.copyLink}
            </button>
            <output data-says={messages.copied} />
          </>,
        )}
        {/* Not a module, which would wait for all of the page, and then move what has been painted. */}
        <script>{raw(copyLink.script)}</script>
        <a href={mailtoAddress(title, links.page)}>{mark(messages.email)}</a>
        <a href={`${links.builder}${queryString(query)}`}>{mark(messages.embed)}</a>
      </dd>
    </>
  )
}
