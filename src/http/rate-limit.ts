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
    const { success } = await limiter.limit({ key: client })
    return !success
  } catch {
    // Without what the error says, which may hold the address.
    console.warn(JSON.stringify({ event: 'rate-limiter-fault' }))
    return false
  }
}
