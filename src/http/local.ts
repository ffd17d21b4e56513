const LOOPBACK = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:\/|$)/

/** `wrangler dev`, whatever origin the deployment will have. Cloudflare routes no such host to a Worker. */
export const isLocal = (url: string): boolean => LOOPBACK.test(url)
