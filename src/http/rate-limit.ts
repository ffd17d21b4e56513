/**
 * The network that an address belongs to, as far as one subscriber has it to themselves: an IPv4 address, or the first
 * 64 bits of an IPv6 one (RFC 4291, 2.5.4), of which each of its devices may have as many as it likes.
 */
const networkOf = (address: string): string => {
  if (!address.includes(':')) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped?.[1] !== undefined) return mapped[1]
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':'))
  const first = groups(head)
  const last = groups(tail ?? '')
  const all =
    tail === undefined ? first : [...first, ...Array(8 - first.length - last.length).fill('0'), ...last]
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}

/**
 * Whether a client has used up its share of a limiter
 * (https://developers.cloudflare.com/workers/runtime-apis/bindings/rate-limit/). Nobody has where there is no limiter,
 * or it fails: a limit is there to spare the deployment, not to keep readers out.
 *
 * @param client its address, which goes nowhere but to the limiter; undefined for our own requests to ourselves
 */
export const isOverLimit = async (
  limiter: RateLimit | undefined,
  client: string | undefined,
): Promise<boolean> => {
  if (limiter === undefined || client === undefined) return false
  try {
    const { success } = await limiter.limit({ key: networkOf(client) })
    return !success
  } catch {
    // Without what the error says, which may hold the address.
    console.warn(JSON.stringify({ event: 'rate-limiter-fault' }))
    return false
  }
}
