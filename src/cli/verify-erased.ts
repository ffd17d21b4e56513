/** Whether a deployment serves a name anywhere: `verify --url … --erased`. */
import { fold } from '../letter/fold.ts'
import { didYouMean } from '../letter/nearest.ts'
import { fetchSlugs, fetchText } from '../publishing/deployed.ts'
import { withRetries } from '../publishing/retry.ts'
import { searchDeployed } from '../publishing/search-deployed.ts'
import { CheckFailed, printJson, WrongUsage } from './command.ts'
import { originOf } from './origin.ts'
import { counted, shortened, visible, withProgress } from './terminal.ts'

const MOST_LISTED = 20

/** @throws CheckFailed where the name is found, or not all could be read; DeploymentError; WrongUsage */
export const verifyErased = async (
  slugs: string[],
  url: string | undefined,
  name: string,
  json: true | undefined,
): Promise<void> => {
  if (url === undefined)
    throw new WrongUsage('--erased looks through a deployment: say which with --url <address>')
  if (fold(name) === '') throw new WrongUsage('--erased has no letter or digit to look for')
  const origin = originOf(url)
  const listed = await fetchSlugs(origin)
  const unknown = slugs.find((slug) => !listed.includes(slug))
  if (unknown !== undefined)
    throw new WrongUsage(`${origin} serves no letter ${unknown}; ${didYouMean(unknown, listed)}`)
  const { found, read, complete } = await withProgress((doing) =>
    searchDeployed(
      (each) => withRetries(() => fetchText(each)),
      origin,
      slugs.length > 0 ? slugs : listed,
      name,
      {
        onProgress: (read) => doing(`Reading: ${counted(read, 'address', 'addresses')}`),
      },
    ),
  )
  const addresses = counted(read, 'address', 'addresses')
  if (json) printJson({ ok: complete && found.length === 0, read, complete, found })
  else if (found.length > 0) {
    console.log(`Found at ${found.length.toLocaleString('en')} of ${addresses}:`)
    for (const line of shortened(found, MOST_LISTED, (each) => `  ${visible(each)}`)) console.log(line)
    console.log('Caches may hand out for up to a day what they have.')
  } else console.log(`Not found at any of ${addresses}.`)
  if (!complete && !json) console.log('There are more; name the letters one by one to read them all.')
  if (!complete || found.length > 0) throw new CheckFailed()
}
