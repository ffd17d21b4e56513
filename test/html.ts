/** What html-validate says of a document, but for style. */
import { HtmlValidate } from 'html-validate'

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // Style: how what is right is written.
    'doctype-style': 'off',
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    // A letter's title is as long as it is.
    'long-title': 'off',
  },
})

/** Without it, a list that shows no markers is no list to Safari's VoiceOver. */
const ROLE_OF_LISTS = /^Redundant role "list" on <[ou]l>$/

export const saidOfHtml = async (html: string): Promise<string[]> => {
  const { results } = await validator.validateString(html)
  const said = results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
  )
  return said.filter((each) => !ROLE_OF_LISTS.test(each.replace(/^\S+ /, '')))
}
