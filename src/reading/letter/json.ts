import type { LetterJson, TranslationJson } from '../../api/schemas.ts'
import { mapNonEmpty } from '../../letter/non-empty.ts'
import type { Translation } from '../../letter/schema.ts'
import { addresses, siteAddresses } from '../../page/addresses.ts'
import { site } from '../../page/site.ts'
import type { Head, LetterPart, Revision } from '../../revision/layout.ts'

const translationJson = ({ body: _, ...translation }: Translation, text = ''): TranslationJson => ({
  ...translation,
  text,
})

/** What one revision of a letter says, apart from when it was published and what else there is. */
export const contentJson = (
  { letter, markdown, counts }: LetterPart,
  { id, count }: Pick<Revision, 'id' | 'count'>,
) => {
  const [original, ...translations] = mapNonEmpty(letter.translations, (translation, index) =>
    translationJson(translation, markdown[index]),
  )
  return {
    slug: letter.slug,
    date: letter.date,
    ...original,
    translations,
    signatories: { count, by_type: counts.type, by_country: counts.country },
    revision: id,
    license: site.licence,
  }
}

/** A letter as it stands now. `form` is where the public signs it, while it can. */
export const letterJson = (
  origin: string,
  part: LetterPart,
  { revision, published, history, signing }: Head,
  form: string | undefined,
): LetterJson => {
  const { letter } = part
  const at = addresses(origin, letter.slug)
  const signature = history[0]?.signature
  return {
    ...contentJson(part, revision),
    published,
    ...(signature && { signature }),
    ...(signing && { signing: { ...signing, form: form ?? null } }),
    links: {
      self: at.json,
      page: at.page,
      pages: Object.fromEntries(
        letter.translations.map(({ language }) => [language, at.pageIn(language, letter)]),
      ),
      signatories: at.signatories(),
      revisions: at.revisions,
      letters: siteAddresses(origin).json,
      csv: at.csv,
      jsonl: at.jsonl,
      datapackage: at.dataPackage,
      bundle: at.bundle,
    },
  }
}
