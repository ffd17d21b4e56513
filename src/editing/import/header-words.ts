/** Words that head columns, lists and groups, in the eight languages of the product. They tell a header from a row. */
import { tidy } from './clean.ts'

const COLUMN_WORDS = new Set(
  `name names signatory signatories signature signatures signer signers surname forename firstname lastname fullname
  first last full family given middle organisation organization organisations organizations org ngo affiliation
  institution employer company role title position job profession occupation function country nation city town
  state region email e-mail mail address website web site url link homepage twitter date signed timestamp time
  submitted created type category kind comment comments message note notes id slug acronym abbreviation initials
  alias phone telephone postcode zip consent verified status visibility withdrawn section language language
  vorname nachname familienname organisation funktion beruf land ort stadt datum zeitstempel webseite webadresse
  titel unterschrift unterzeichner unterzeichnerin bemerkung kommentar firma verein plz einrichtung anrede stellung
  nom prénom prenom organisme fonction pays ville courriel horodateur titre signataire société association qualité
  profession établissement adresse civilité statut
  nombre nombres apellido apellidos organización organizacion entidad cargo país pais ciudad correo sitio fecha firma
  firmante institución institucion puesto profesión marca temporal electrónico
  nome sobrenome apelido organização organizacao instituição cidade função carimbo assinatura entidade data
  имя фамилия отчество фио организация учреждение должность страна город почта сайт дата подпись отметка время звание
  الاسم اسم اللقب المنظمة المؤسسة الجهة البلد الدولة المدينة البريد الموقع التاريخ الصفة المنصب الوظيفة التوقيع
  姓名 名字 名称 名稱 姓 名 组织 組織 机构 機構 单位 單位 职务 職務 职位 職位 职称 國家 国家 城市 邮箱 網站 网站 网址 日期 时间 時間 时间戳记 電子郵件 电子邮件
  签名 簽名 类型 類型 备注 備註`.split(/\s+/),
)

/** Words that stand between others in the name of a column. */
const SMALL_WORDS = new Set(
  'of the your and or de la le du des del da do der die das von & / no nr no. # s in on at is our who et und y e et'.split(
    ' ',
  ),
)

const wordsOf = (cell: string): string[] =>
  cell
    .toLowerCase()
    .replace(/[\s_./()[\]{}:;,?!*’'"“”|–—-]+/g, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '' && !SMALL_WORDS.has(word))

const LONGEST_NAME = 120

/** How far a cell is the name of a column: 1 when every word of it is known, 0.5 when one is, 0 otherwise. */
export const headerScore = (raw: string): 0 | 0.5 | 1 => {
  const cell = tidy(raw)
  if (cell === '' || cell.length > LONGEST_NAME || /@|:\/\//.test(cell)) return 0
  const words = wordsOf(cell.replace(/\be-mail\b/gi, 'email').replace(/([a-z])([A-Z])/g, '$1 $2'))
  const known = words.filter((word) => COLUMN_WORDS.has(word)).length
  if (known === 0) return 0
  return known === words.length ? 1 : 0.5
}

/** Headings and lines under which people sign: `Signatories`, `Signed:`, `Unterzeichnende`. */
const SIGNED =
  /\b(?:co-?signed|signed|signator(?:y|ies)|signatures?|signers?|signees|undersigned|endorse(?:d|ments?|rs)|supporters?|supported by|sincerely|respectfully|unterzeichn\w*|unterschrift\w*|unterstützer\w*|erstunterzeichn\w*|gezeichnet|signataires?|signé\w*|soussigné\w*|firmas?|firmantes?|firmado|abajo firmantes|signatári[oa]s?|assinaturas?|assinad[oa]s?|subscritor\w*)\b|подпис|(?:ال)?موقع(?:ون|ين)|التوقيعات|签署|簽署|签名|聯署|联署|連署|署名/iu

/** What groups signatories are put into. */
const GROUP =
  /\b(?:organi[sz]ations?|ngos?|institutions?|individuals?|persons?|people|academics?|researchers?|experts?|companies|coalitions|networks|organisationen|verbände|einzelpersonen|personen|organisations|associations|particuliers|personnes|individus|organizaciones|entidades|personas|individuos|organizações|pessoas|indivíduos)\b|организаци|лица|المنظمات|الأفراد|组织|組織|机构|個人|个人/iu

export const isSignedHeading = (text: string): boolean =>
  text.length <= LONGEST_NAME && (SIGNED.test(text) || GROUP.test(text))

/** A cell that is nothing but the name of a group, above the group's rows. */
export const isGroupName = (text: string): boolean => wordsOf(text).length === 1 && GROUP.test(text)

const TOTAL =
  /^(?:(?:grand|sub)[ -]?)?(?:totals?|sum|count|gesamt(?:summe|zahl)?|summe|insgesamt|somme|suma|soma|итого|всего|合计|合計|总计|總計|总数|المجموع|الإجمالي)(?:\s+(?:number of\s+)?(?:signatures|signatories|signers|rows|unterschriften|signataires|firmas|firmantes|assinaturas))?(?=$|[\s:=：(\d])[\s:=：]*\(?[\d.,\s]*\)?(?:\s*(?:signatures|signatories|signers))?\.?$|^(?:number of |total )?(?:signatures|signatories|signers)\s*[:=]\s*[\d.,]+$/iu
const NUMBER = /^[\d.,\s%]+$/

/** `Total: 12`: what a spreadsheet puts under its list. A bare `Total` may be the oil company, but not above a sum. */
export const isTotalsRow = (values: readonly string[], isLast: boolean): boolean => {
  const [first = '', ...rest] = values.filter((value) => value !== '')
  if (!TOTAL.test(first) || !rest.every((value) => NUMBER.test(value))) return false
  return isLast || rest.length > 0 || /\d/.test(first)
}
