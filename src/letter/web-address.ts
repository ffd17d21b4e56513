/** Web addresses that lead somewhere, for whoever reads a list or a form. */
import { hasEmailAddress } from './email-addresses.ts'
import { WebAddress } from './schema.ts'

/** What makes something that has the form of a web address none that leads anywhere. */
export const whyNoAddress = (value: string): string | undefined => {
  if (hasEmailAddress(value)) return 'holds an e-mail address'
  const url = URL.parse(value)
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined
  if (url.username !== '' || url.password !== '') return 'has a user or password in it'
  if (/^https?$/.test(url.hostname) || /^\/*https?:?\/\//i.test(url.pathname))
    return 'begins with https:// twice'
  const isName = /\.(?:[a-z]{2,}|xn--[a-z0-9-]+)\.?$/.test(url.hostname)
  return isName || /^\[.+\]$|^[\d.]+$/.test(url.hostname) ? undefined : 'has no domain such as example.org'
}

export const isUrl = (value: string): boolean =>
  WebAddress.safeParse(value).success && !/\s/.test(value) && whyNoAddress(value) === undefined

/** The web address that one without its scheme stands for. An e-mail address stands for none. */
export const recognisedUrl = (value: string): string | undefined => {
  if (isUrl(value)) return value
  const completed = `https://${value.replace(/^\/\//, '')}`
  const missesScheme = !value.includes(':') && value.includes('.') && !/\s/.test(value)
  return missesScheme && isUrl(completed) ? completed : undefined
}
