import { readMarkdown } from '../editing/read-markdown.ts'
import { revisionHash } from '../letter/revision.ts'
import { Letter } from '../letter/schema.ts'
import { fetchJson, fetchLetter, fetchSlugs, type Served } from '../publishing/deployed.ts'
import { fetchHistory } from '../publishing/deployed-history.ts'
import { readPublicKeys } from '../publishing/key-files.ts'
import { PublicKeys } from '../publishing/signatures.ts'
import { checkContent, checkData, checkHistory, checkSignatures, type Verified } from './check.ts'
import { CheckFailed } from './command.ts'
import { checkPictures } from './verify-pictures.ts'

/** Recomputes a revision from what a deployment serves: the words are read back from their Markdown. */
const recompute = (slug: string, { date, translations, everyone }: Served): string => {
  const letter = {
    slug,
    date,
    translations: translations.map(({ text, context, ...words }) => ({
      ...words,
      ...(context !== undefined && { context }),
      body: readMarkdown(slug, text, 1).blocks,
    })),
  }
  const hash = revisionHash(Letter.parse(letter))
  for (const signatory of everyone) hash.add(signatory)
  return hash.id()
}

/** Checks what a deployment serves to everybody. @throws DeploymentError */
export const verifyDeployed = async (
  origin: string,
  slugs: string[],
  since: string | undefined,
  doing: (what: string) => void,
): Promise<Verified[]> => {
  const ours = await readPublicKeys()
  const theirs = (await fetchJson(`${origin}/.well-known/jwks.json`, PublicKeys)) ?? { keys: [] }
  // Keys that we hold are worth more than those that come along with what they are to prove.
  const keys = ours.keys.length > 0 ? ours : theirs
  const all: Verified[] = []
  for (const slug of slugs.length > 0 ? slugs : await fetchSlugs(origin)) {
    doing(`Checking ${slug}`)
    const served = await fetchLetter(origin, slug)
    const publications = await fetchHistory(origin, slug)
    if (served === undefined || publications === undefined)
      throw new CheckFailed(`${origin} serves no letter ${slug}`)
    const { revision, count, signature } = served
    const computed = { revision: recompute(slug, served), count: served.signatories.length }
    const history = checkHistory(publications, revision, since)
    const checks = [
      checkContent(computed, { revision, count }, 'it'),
      ...(await checkPictures(origin, slug, served)),
      history.check,
      ...checkSignatures({ revision, signature }, history.earlier, keys),
      ...(await checkData(slug, revision)),
    ]
    all.push({
      slug,
      revision,
      count,
      signed: signature !== undefined,
      ...(history.chain && { chain: history.chain }),
      checks,
    })
  }
  return all
}
