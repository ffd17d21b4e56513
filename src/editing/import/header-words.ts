/** What heads columns, lists and groups, and so tells a header from a row. */
import { tidy } from './clean.ts'
import { foldWords } from './phrases.ts'
import * as words from './vocabulary.ts'

const COLUMN_WORDS = [
  words.FULL_NAME,
  words.FIRST_NAME,
  words.MIDDLE_NAME,
  words.LAST_NAME,
  words.NAME,
  words.SIGNATORY,
  words.SUFFIX,
  words.HONORIFIC,
  words.TITLE,
  words.ROLE,
  words.ACRONYM,
  words.ALIAS,
  words.TYPE,
  words.COUNTRY,
  words.PLACE,
  words.WEB,
  words.SIGNED,
  words.WITHDRAWN,
  words.STATUS,
  words.AFFILIATION,
  words.OTHER_COLUMN,
]

/** Words that stand between others in the name of a column. */
const SMALL_WORDS = new Set(
  'of the your and or de la le l du des del da do der die das von no nr s in on at is our who et und y e if you as full'.split(
    ' ',
  ),
)

const LONGEST_NAME = 120

/** How far a cell is the name of a column: 1 when every word of it is known, 0.5 when one is, 0 otherwise. */
export const headerScore = (raw: string): 0 | 0.5 | 1 => {
  const cell = tidy(raw)
  if (cell === '' || cell.length > LONGEST_NAME || /@|:\/\//.test(cell)) return 0
  const folded = foldWords(cell)
  const rest = COLUMN_WORDS.reduce((left, concept) => concept.without(left), folded)
  if (rest === folded) return 0
  return rest.split(' ').every((word) => word === '' || SMALL_WORDS.has(word)) ? 1 : 0.5
}

/** Headings and lines under which people sign: `Signatories`, `Signed:`, `Unterzeichnende`. */
const SIGNED =
  /\b(?:co-?signed|signed|signator(?:y|ies)|signatures?|signers?|signees|undersigned|endorse(?:d|ments?|rs)|supporters?|supported by|sincerely|respectfully|unterzeichn\w*|unterschrift\w*|unterstützer\w*|erstunterzeichn\w*|gezeichnet|signataires?|signé\w*|soussigné\w*|firmas?|firmantes?|firmado|abajo firmantes|signatári[oa]s?|assinaturas?|assinad[oa]s?|subscritor\w*)\b|подпис|(?:ال)?موقع(?:ون|ين)|التوقيعات|签署|簽署|签名|聯署|联署|連署|署名/iu

/** What groups signatories are put into. */
const GROUP =
  /\b(?:organi[sz]ations?|ngos?|institutions?|(?:personal|private) capacity|à titre (?:personnel|individuel)|a título (?:personal|individual|pessoal)|individuals?|persons?|people|academics?|researchers?|experts?|companies|coalitions|networks|organisationen|verbände|einzelpersonen|personen|organisations|associations|particuliers|personnes|individus|organizaciones|entidades|personas|individuos|organizações|pessoas|indivíduos)\b|организаци|лица|المنظمات|الأفراد|组织|組織|机构|個人|个人/iu

export const isSignedHeading = (text: string): boolean =>
  text.length <= LONGEST_NAME && (SIGNED.test(text) || GROUP.test(text))

/** A cell that is nothing but the name of a group, above the group's rows. */
export const isGroupName = (text: string): boolean => !foldWords(text).includes(' ') && GROUP.test(text)

const TOTAL =
  /^(?:(?:grand|sub)[ -]?)?(?:totals?|sum|count|gesamt(?:summe|zahl)?|summe|insgesamt|somme|suma|soma|итого|всего|合计|合計|总计|總計|总数|المجموع|الإجمالي)(?:\s+(?:number of\s+)?(?:signatures|signatories|signers|rows|unterschriften|signataires|firmas|firmantes|assinaturas))?(?=$|[\s:=：(\d])[\s:=：]*\(?[\d.,\s]*\)?(?:\s*(?:signatures|signatories|signers))?\.?$|^(?:number of |total )?(?:signatures|signatories|signers)\s*[:=]\s*[\d.,]+$/iu
const NUMBER = /^[\d.,\s%]+$/

/** `Total: 12`: what a spreadsheet puts under its list. A bare `Total` may be the oil company, but not above a sum. */
export const isTotalsRow = (values: readonly string[], isLast: boolean): boolean => {
  const [first = '', ...rest] = values.filter((value) => value !== '')
  if (!TOTAL.test(first) || !rest.every((value) => NUMBER.test(value))) return false
  return isLast || rest.length > 0 || /\d/.test(first)
}
