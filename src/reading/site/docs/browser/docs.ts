/** On the reference: a form shows request and answer in its place, and code can be copied. Without it forms lead to their addresses. */

/** In characters; more of an answer is nothing to look at here. */
const MAX_SHOWN = 20_000

const make = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, text = ''): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag)
  element.textContent = text
  return element
}

const addressOf = (form: HTMLFormElement): string => {
  const part = (name: string): string =>
    form.querySelector<HTMLInputElement>(`[data-part="${name}"]`)?.value ?? name
  const path = (form.dataset.path ?? '').replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(part(name)),
  )
  const query = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (value !== '') query.append(name, String(value))
  query.sort()
  return `${location.origin}${path}${query.size > 0 ? `?${query}` : ''}`
}

const bodyOf = async (response: Response): Promise<string> => {
  const type = response.headers.get('Content-Type') ?? ''
  if (/^image\/(?!svg)/.test(type)) return `${(await response.blob()).size} bytes of ${type}`
  const text = await response.text()
  return text.length > MAX_SHOWN
    ? `${text.slice(0, MAX_SHOWN)}\n… and ${(text.length - MAX_SHOWN).toLocaleString('en')} characters more`
    : text
}

/** What was asked and answered, as HTTP has it. */
const exchange = async (address: string): Promise<{ said: string; text: string }> => {
  try {
    const response = await fetch(address)
    const { pathname, search } = new URL(response.url)
    const fields = Array.from(response.headers, ([name, value]) => `${name}: ${value}`)
    const leads = response.redirected ? `, which the address led to` : ''
    return {
      said: `Answered ${response.status}${leads}`,
      text: [`GET ${pathname}${search}`, '', response.status, ...fields, '', await bodyOf(response)].join(
        '\n',
      ),
    }
  } catch {
    return { said: 'There was no answer', text: `GET ${address}` }
  }
}

for (const form of document.querySelectorAll<HTMLFormElement>('.try form')) {
  for (const field of form.querySelectorAll<HTMLElement>('.field')) field.hidden = false
  const said = make('p')
  said.role = 'status'
  const shown = make('pre')
  shown.tabIndex = 0
  shown.hidden = true
  form.append(said, shown)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    said.textContent = 'Asking …'
    const { said: line, text } = await exchange(addressOf(form))
    said.textContent = line
    shown.textContent = text
    shown.hidden = false
  })
}

for (const code of document.querySelectorAll<HTMLElement>('.samples pre')) {
  const button = make('button', 'Copy')
  button.type = 'button'
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(code.textContent ?? '')
    button.textContent = 'Copied'
    setTimeout(() => {
      button.textContent = 'Copy'
    }, 2_000)
  })
  code.after(button)
}
