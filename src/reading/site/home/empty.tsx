/** What the home page says while there is no letter, made at build time. */
import { render } from '../../../page/jsx-runtime.ts'
import type { Messages } from '../../../page/messages.ts'

export const emptyHtml = ({ language, noLetters }: Messages): string => {
  const english = language === 'en' ? undefined : 'en'
  return render(
    <>
      <p class="context">{noLetters}</p>
      <p lang={english}>To publish the first one:</p>
      <ol lang={english}>
        <li>
          Write the letter in <code>data/my-letter/letter.en.md</code>.
        </li>
        <li>
          List who signed it, one on each row, in <code>data/my-letter/signatories.csv</code>.
        </li>
        <li>
          Run <code>npm run deploy</code>.
        </li>
      </ol>
    </>,
  )
}
