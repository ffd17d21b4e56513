/**
 * A letter in the vocabulary of schema.org, for search engines and archives.
 * It is an `Article` (it has a headline, was published, has authors) and a `Message` (it was sent to someone):
 * `recipient` belongs to the second alone. https://schema.org/Article https://schema.org/Message
 */
import type { Signatory } from '../../../letter/schema.ts'
import { addresses } from '../../../page/addresses.ts'
import { site } from '../../../page/site.ts'
import type { LetterView } from '../view.ts'

const author = (signatory: Signatory): object => {
  const { name, url } = signatory
  if (signatory.type === 'person') {
    const { role, affiliation } = signatory
    return {
      '@type': 'Person',
      name,
      jobTitle: role,
      affiliation: affiliation === undefined ? undefined : { '@type': 'Organization', name: affiliation },
      url,
    }
  }
  const others = [signatory.acronym, signatory.alias].filter((other) => other !== undefined)
  return { '@type': 'Organization', name, alternateName: others.length > 1 ? others : others[0], url }
}

/** The letter as a JSON-LD object. `author` lists the signatories of this page only: a list may be very long. */
export const letterJsonLd = ({
  origin,
  letter,
  translation,
  revision,
  signatories,
  preview,
}: LetterView): object => {
  const at = addresses(origin, letter.slug)
  const page = at.pageIn(translation.language, letter)
  const original = letter.translations[0]?.language ?? translation.language
  return {
    '@context': 'https://schema.org',
    '@type': ['Article', 'Message'],
    '@id': page,
    url: page,
    headline: translation.title,
    description: translation.context,
    inLanguage: translation.language,
    translationOfWork:
      original === translation.language
        ? undefined
        : { '@type': 'Article', '@id': at.pageIn(original, letter) },
    datePublished: letter.date,
    dateModified: revision.published,
    version: revision.id,
    image: preview && { '@type': 'ImageObject', url: preview, width: 1200, height: 630 },
    publisher: {
      '@type': 'Organization',
      name: site.name,
      url: `${origin}/`,
      logo: site.logo && `${origin}/logo.svg`,
    },
    license: site.licence?.url,
    // Whether a person, an office or a body is addressed is not known: Audience is true of all three.
    recipient: { '@type': 'Audience', name: translation.addressee },
    author: signatories.map(author),
    encoding: { '@type': 'MediaObject', contentUrl: at.json, encodingFormat: 'application/json' },
  }
}
