/** Solves the puzzle of the page while it is read, and has the form wait for that. */
import { type Challenge, solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'

const form = document.querySelector<HTMLFormElement>('form[data-puzzle]')
const field = form?.querySelector<HTMLInputElement>('[name=puzzle]')
const status = form?.querySelector<HTMLElement>('[role=status]')

if (form && field && status) {
  const challenge = JSON.parse(form.dataset.puzzle ?? '') as Challenge
  const solving = solveChallenge({ challenge, deriveKey, timeout: 0 }).then((solution) => {
    field.value = btoa(JSON.stringify({ challenge, solution }))
  })
  let isWaiting = false
  form.addEventListener('submit', async (event) => {
    if (field.value !== '' || (event.submitter as HTMLButtonElement | null)?.value !== 'sign') return
    event.preventDefault()
    if (isWaiting) return
    isWaiting = true
    status.hidden = false
    await solving
    form.requestSubmit(event.submitter)
  })
}
