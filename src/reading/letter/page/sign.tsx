import { fill, type Messages } from '../../../page/messages.ts'
import type { LetterView } from '../view.ts'

/** Where to sign the letter, and how far it is from its goal: in words, and as a bar that says the same. */
export const Sign = ({ of: { sign, goal, count }, messages }: { of: LetterView; messages: Messages }) => (
  <p class="sign screen">
    <a href={sign}>{messages.widget.sign}</a>
    {goal && (
      <label>
        {fill(messages.goal, { goal: messages.number(goal) })} <progress max={goal} value={count} />
      </label>
    )}
  </p>
)
