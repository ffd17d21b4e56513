/** What the desk's pages have in common; they speak English. */
import { type Child, raw } from '../../page/jsx-runtime.ts'
import { wordsIn } from '../messages.ts'
import { signingPage } from '../pages/page.tsx'

export const words = () => wordsIn('en')

export const desk = (title: string, children: Child): string =>
  signingPage({ origin: '', words: words() }, title, <div class="desk">{children}</div>)

export const Said = ({ said }: { said?: string | undefined }) =>
  said ? (
    <p class="said" role="status">
      {said}
    </p>
  ) : (
    raw('')
  )

export const Leave = ({ moderator }: { moderator: string }) => (
  <form method="post" action="/sign/desk/leave">
    <p class="note">
      {moderator} <button type="submit">Leave the desk</button>
    </p>
  </form>
)

/** Why, for the signatory, and whether by mail. */
export const Reason = ({ canMail }: { canMail: boolean }) => (
  <>
    <input
      name="reason"
      aria-label="Reason for a rejection"
      placeholder="Reason, for the signatory to read"
      maxlength={500}
    />
    <label class="tick">
      <input type="checkbox" name="mail" disabled={!canMail} /> Mail it, where the address is still held
    </label>
  </>
)
