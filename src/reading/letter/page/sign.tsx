import { closesOn } from '../../../page/closes.tsx'
import type { Child } from '../../../page/jsx-runtime.ts'
import { fill, type Messages } from '../../../page/messages.ts'
import type { LetterView } from '../view.ts'

/**
 * Where to sign the letter, and until when; where it is said how many have, also how far that is from the goal: in words, and as
 * a bar that says the same. Whoever chose a translation signs in its language, others in their browser's.
 */
export const Sign = ({
  of: { sign, signing, letter, translation },
  count,
  messages,
  mark,
}: {
  of: Pick<LetterView, 'sign' | 'signing' | 'letter' | 'translation'>
  count?: number
  messages: Messages
  mark: (content: Child) => Child
}) => (
  <p class="sign screen">
    <a href={translation === letter.translations[0] ? sign : `${sign}?lang=${translation.language}`}>
      {mark(messages.widget.sign)}
    </a>
    {signing?.closes && <span>{mark(closesOn(signing.closes, messages))}</span>}
    {signing?.goal && count !== undefined && (
      <label>
        {mark(fill(messages.goal, { goal: messages.number(signing.goal) }))}{' '}
        <progress max={signing.goal} value={count} />
      </label>
    )}
  </p>
)
