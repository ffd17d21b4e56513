import type { Child } from '../../../page/jsx-runtime.ts'
import { fill, type Messages } from '../../../page/messages.ts'
import type { LetterView } from '../view.ts'

/** Where to sign the letter, and how far it is from its goal, if that is to be said: in words, and as a bar that says the same. */
export const Sign = ({
  of: { sign, goal, count },
  messages,
  mark,
}: {
  of: Pick<LetterView, 'sign' | 'goal' | 'count'>
  messages: Messages
  mark: (content: Child) => Child
}) => (
  <p class="sign screen">
    <a href={sign}>{mark(messages.widget.sign)}</a>
    {goal && (
      <label>
        {mark(fill(messages.goal, { goal: messages.number(goal) }))} <progress max={goal} value={count} />
      </label>
    )}
  </p>
)
