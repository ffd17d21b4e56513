import puzzle from '../../../build/puzzle.json'
import { raw } from '../../page/jsx-runtime.ts'
import type { Challenge } from '../challenge/challenge.ts'
import { TURNSTILE } from '../challenge/turnstile.ts'
import type { Words } from '../messages.ts'

/** What is in the form where something is to be passed. */
export const ChallengeFields = ({
  challenge,
  words: { language, m },
}: {
  challenge: Challenge
  words: Words
}) => {
  if (!challenge.puzzle && !challenge.turnstile) return null
  return (
    <>
      {challenge.puzzle && (
        <>
          <input type="hidden" name="puzzle" value="" />
          <p class="said" role="status" hidden>
            {m.solving}
          </p>
        </>
      )}
      {challenge.turnstile && (
        <div class="cf-turnstile" data-sitekey={challenge.turnstile} data-language={language.toLowerCase()} />
      )}
      <noscript>
        <p class="said">{m.needsScript}</p>
      </noscript>
    </>
  )
}

/** What runs for it, after the form. */
export const ChallengeScripts = ({ challenge }: { challenge: Challenge }) => (
  <>
    {challenge.puzzle && <script type="module">{raw(puzzle.script)}</script>}
    {challenge.turnstile && <script async defer src={`${TURNSTILE}/turnstile/v0/api.js`} />}
  </>
)
