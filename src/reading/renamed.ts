import type { Renamed } from './store/unavailable.ts'

/** Where the same thing of a letter is that has another slug now. An oEmbed request names its letter by an address. */
export const renamedAddress = (url: URL, { from, to }: Pick<Renamed, 'from' | 'to'>): string => {
  const renamed = new URL(url)
  const { pathname, searchParams } = renamed
  renamed.pathname = pathname.replace(
    new RegExp(`^(/(?:v1/letters|letters|embed|widget)/)${from}(?=[./]|$)`),
    `$1${to}`,
  )
  const embedded = pathname === '/oembed' && searchParams.get('url')
  if (embedded) searchParams.set('url', renamedAddress(new URL(embedded), { from, to }))
  return renamed.href
}
