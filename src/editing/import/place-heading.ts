/** Headings that say where those below them are, and so neither who signs nor what is asked for. Pure. */

import { cutEmailAddresses } from '../../letter/email-addresses.ts'
import { countryNamed } from '../countries.ts'
import { foldWords, phrases } from './phrases.ts'

const REGION = phrases(
  'international, internationally, global, worldwide, regional, other countries, africa, asia, europe, european union, eu, latin america, north america, south america, central america, caribbean, oceania, pacific, middle east, mena, americas',
  'monde, international*, afrique, asie, amerique latine, amerique du nord, oceanie, moyen orient, autres pays, mundial, africa, america latina, america del norte, europa, oriente medio, otros paises, internacional, outros paises',
  'weltweit, afrika, asien, lateinamerika, nordamerika, ozeanien, andere lander, weitere lander, африка, азия, европа, латинская америка, международные, другие страны, أفريقيا, آسيا, أوروبا, دولي, دولية, 国际, 全球, 非洲, 亚洲, 欧洲, 其他国家',
)

/** `Kenya (12):` without what counts and ends it. */
const bare = (heading: string): string => heading.replace(/[\s:：]*(?:[(（]\d+[)）])?[\s:：]*$/u, '')

/** What a heading says, without what counts and ends it; undefined where there is none. */
export const headingText = (heading = ''): string | undefined =>
  bare(cutEmailAddresses(heading)).trim().normalize('NFC') || undefined

/** The country that a heading names: `Kenya`, `Kenya (12):`. */
export const countryUnder = (heading = ''): string | undefined => countryNamed(bare(heading))

/** Whether a heading is a country or a region and nothing else. */
export const isPlace = (heading: string): boolean =>
  countryUnder(heading) !== undefined || REGION.is(foldWords(bare(heading)))

/** Whether a list is in groups by country. One heading alone may be a state, or the name of who signs. */
export const areByCountry = (headings: Iterable<string | undefined>): boolean => {
  const all = [...new Set(headings)]
  return all.length > 1 && all.every((heading) => heading !== undefined && isPlace(heading))
}
