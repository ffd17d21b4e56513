/** `/builder.js`: keeps the builder's previews, codes and address in step with its form, and lets the codes be copied. */
import { addresses } from '../../page/addresses.ts'
import { FRAME_HEIGHTS, frameAddress } from '../frame.ts'
import {
  builderParameters,
  initialColours,
  optionParameters,
  queryString,
  readEmbedOptions,
} from '../options.ts'
import { badgeAddress, customProperties, ELEMENT, type Snippets, snippets } from '../snippets.ts'
import { contrastWarning } from './contrast-warning.ts'

const all = <E extends Element>(selector: string) => document.querySelectorAll<E>(selector)

const start = (form: HTMLFormElement): void => {
  const { slug = '', titles = '{}', extent = '{}', copied = '', sign } = form.dataset
  const { origin, pathname } = location
  const languages = Array.from(
    form.querySelectorAll<HTMLOptionElement>('[name=lang] option'),
    ({ value }) => value,
  )
  const ATTRIBUTES = ['view', 'theme', 'lang', 'limit', 'sort', 'heading']

  const read = (): URLSearchParams => {
    const fields = Array.from(new FormData(form), ([name, value]): [string, string] => [name, String(value)])
    return new URLSearchParams(fields)
  }

  const show = (): void => {
    const query = read()
    const options = readEmbedOptions(query, languages.filter(Boolean))
    const codes = snippets({
      origin,
      slug,
      titles: JSON.parse(titles),
      options,
      extent: JSON.parse(extent),
      sign,
    })
    for (const code of all<HTMLElement>('[data-snippet]'))
      code.textContent = codes[code.dataset.snippet as keyof Snippets]

    for (const badge of all<HTMLImageElement>('.badge'))
      badge.src = badgeAddress(addresses(origin, slug).badge, options)

    const embed = frameAddress(origin, slug, options)
    for (const frame of all<HTMLIFrameElement>('.previews iframe')) {
      frame.height = String(FRAME_HEIGHTS[options.view])
      if (frame.src !== embed) frame.src = embed
    }
    const said = optionParameters(options)
    for (const element of all<HTMLElement>(ELEMENT)) {
      for (const name of ATTRIBUTES) {
        const value = said[name]
        if (value === undefined) element.removeAttribute(name)
        else if (element.getAttribute(name) !== value) element.setAttribute(name, value)
      }
      element.removeAttribute('style')
      for (const [property, value] of customProperties(options)) element.style.setProperty(property, value)
    }

    for (const warning of all<HTMLElement>('.contrast')) {
      warning.textContent = contrastWarning(
        options.colours,
        document.documentElement.lang,
        warning.dataset.says ?? '',
        (name) => form.querySelector(`[name=${name}] + span`)?.textContent ?? name,
      )
    }

    const state = builderParameters(options)
    history.replaceState(null, '', `${pathname}${queryString({ ...state, ui: query.get('ui') ?? '' })}`)
    for (const link of all<HTMLAnchorElement>('.speaks a'))
      link.href = `${pathname}${queryString({ ...state, ui: link.hreflang })}`
  }

  let waiting: ReturnType<typeof setTimeout> | undefined
  const later = (): void => {
    clearTimeout(waiting)
    waiting = setTimeout(show, 150)
  }
  form.addEventListener('input', ({ target }) => {
    const own = form.elements.namedItem('colours')
    if (!(target instanceof HTMLInputElement) || !(own instanceof HTMLInputElement)) return later()
    // A colour that is touched is meant to be used.
    if (target.type === 'color') own.checked = true
    // Until one is, they are those of the theme.
    if (target.name === 'theme' && !own.checked) {
      const colours = initialColours(target.value === 'dark' ? 'dark' : 'light')
      for (const [name, value] of Object.entries(colours))
        for (const swatch of form.querySelectorAll<HTMLInputElement>(`[name=${name}]`)) swatch.value = value
    }
    // A number that is too high is said to be so, in the browser's words.
    target.reportValidity()
    later()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    show()
  })

  const status = document.querySelector('#copied')
  for (const button of all<HTMLButtonElement>('[data-copy]')) {
    const label = button.textContent
    button.hidden = false
    button.addEventListener('click', async () => {
      // What was chosen a moment ago may still be waiting.
      show()
      const code = document.querySelector(`[data-snippet=${button.dataset.copy}]`)
      try {
        await navigator.clipboard.writeText(code?.textContent ?? '')
        button.textContent = copied
        if (status) status.textContent = copied
        setTimeout(() => {
          button.textContent = label
          if (status) status.textContent = ''
        }, 2_000)
      } catch {
        // Not allowed: the code is selected, for the reader to copy.
        if (code) getSelection()?.selectAllChildren(code)
      }
    })
  }
  for (const submit of form.querySelectorAll<HTMLElement>('[type=submit]')) submit.hidden = true
  show()
}

for (const form of all<HTMLFormElement>('form[data-slug]')) start(form)
