/** Whether a deployment serves a letter's pictures to everybody: previews of links, and badges for e-mail. */
import { addresses } from '../page/addresses.ts'
import { type Answer, fetchBytes } from '../publishing/deployed.ts'
import { partName } from '../revision/keys.ts'
import type { PicturePart } from '../revision/layout.ts'
import { type Check, checkAll } from './check.ts'

const OG_IMAGE = /<meta property="og:image" content="([^"]*)"/
/** As the Worker makes it: what the picture's name begins with, and which form this is. */
const ETAG = /^(?:W\/)?"([\w-]+)\.png\./
const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

const REPAIR =
  '; where a publish is just spreading, look again in two minutes, else undersigned publish --rewrite --remote repairs it'

/** The name that a picture of these bytes has: a part's name is its content. */
const nameOf = (bytes: Buffer): Promise<string> =>
  partName(JSON.stringify({ png: bytes.toString('base64') } satisfies PicturePart))

/** What is wrong with a picture that is there. @param name what its name begins with, as far as that is known */
const faultOf = async ({ status, bytes }: Answer, name: string): Promise<string | undefined> => {
  if (status !== 200) return `answers ${status}`
  if (!bytes.subarray(0, PNG.length).equals(PNG)) return 'is no PNG'
  return (await nameOf(bytes)).startsWith(name) ? undefined : 'is another picture than was published'
}

/** What the page gives as its picture; undefined where it gives none. */
const previewOf = async (page: string): Promise<string | undefined> =>
  OG_IMAGE.exec((await fetchBytes(page)).bytes.toString())?.[1]

/** Its address names its content. */
const previewFault = async (page: string, preview: string, [origin, slug]: [string, string]) => {
  const [, name] = /\/preview\/([\w-]{22})\.png$/.exec(preview) ?? []
  if (name === undefined)
    return `${page} gives ${preview} as its picture, whose address does not say what is in it`
  // Wherever the site says that it is, it is this deployment that is looked at.
  const url = addresses(origin, slug).preview(name)
  const fault = await faultOf(await fetchBytes(url), name)
  return fault && `${url}, which ${page} names, ${fault}`
}

/** Its entity tag names its content, where nothing on the way made another. A letter that is open for signing has none. */
const badgeFault = async (url: string) => {
  const answer = await fetchBytes(url)
  if (answer.status === 404) return undefined
  const fault = await faultOf(answer, ETAG.exec(answer.etag)?.[1] ?? '')
  return fault && `${url} ${fault}`
}

/**
 * Fetches the pictures of each language of a letter, and compares each with its name, which is the hash of what was
 * published. Nothing where its pages give none: it was published without.
 *
 * @throws DeploymentError
 */
export const checkPictures = async (
  origin: string,
  slug: string,
  letter: { translations: { language: string }[] },
): Promise<Check[]> => {
  const at = addresses(origin, slug)
  const faults: (string | undefined)[] = []
  for (const { language } of letter.translations) {
    const page = at.pageIn(language, letter)
    const preview = await previewOf(page)
    if (preview === undefined) continue
    faults.push(await previewFault(page, preview, [origin, slug]))
    faults.push(await badgeFault(`${at.page}/badge.png?lang=${language}`))
  }
  return faults.length === 0
    ? []
    : [
        checkAll(
          'pictures',
          faults.filter((fault) => fault !== undefined),
          REPAIR,
        ),
      ]
}
