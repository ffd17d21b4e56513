/** What stands where a name should, and is none. */
import { fold } from '../../letter/fold.ts'
import { isNonName } from '../../letter/non-names.ts'
import { foldWords, phrases } from './phrases.ts'
import { FULL_NAME, NAME, SIGNATORY } from './vocabulary.ts'

export type NoName = {
  why: 'anonymous' | 'unnamed' | 'error' | 'total' | 'no-letter' | 'header'
  /** What to say of rows like it. */
  message: string
}

/** Beside those that no list may have at all (`isNonName`): what forms make people write. */
const ANONYMOUS = phrases(
  'anonymous signer, anonymous supporter, anonymous person, anonymous academic, names withheld, withheld by request, identity withheld, prefer not to say, prefers not to be named, noname, redacted, name redacted, private individual, name not public, nobody, not given, tbd, tba',
  'un anonyme, nom masque, souhaite rester anonyme, non divulgue, inconnu, sans nom, nombre no divulgado, sin nombre, desconocido, nome nao divulgado, sem nome, nao divulgado, desconhecido',
  'ohne namen, unbekannt, kein name, анонимная подпись, имя не указано, без имени, неизвестно, имя не разглашается, بدون اسم, غير معروف, 匿名人士, 未具名, 不具名, 姓名保密',
)
const NUMBERED = /[\s#]*\d+$/

const HEADER = phrases(
  'organisation, organization, organisation name, organization name, organisations, organizations, organizacion, organizacao, организация, المنظمة, 组织, nom de l organisation, nom et prenom, nombre y apellidos, vor und nachname, имя и фамилия',
)

const OTHERS = new RegExp(
  '^(?:(?:and|plus|with|\\+|&|et|y|e|und|sowie|и|и еще|و|和|以及|及|另有|还有)\\s*)?' +
    '(?:(?:over|more than|about|some|at least|plus de|más de|über|mais de|более|еще|أكثر من|超过|其他)\\s*)?' +
    '[\\d][\\d.,  ’]*\\+?\\s*' +
    '(?:other|others|more|further|additional|anonymous|unnamed|autres?|autre|otros?|otras?|más|outros?|outras?|mais|weitere[nrs]?|andere[nrs]?|друг|ещ|иных|анонимн|آخر|أخر|其他|余|多名|位|名|人)',
  'iu',
)
const MANY =
  /\b(?:and (?:many|several|countless) (?:others|more)|et (?:bien d'|beaucoup d'|de nombreux )autres|y (?:muchos|otros) más|und viele (?:weitere|andere|mehr)|e muitos outros|и многие другие)\b/iu
const ON_BEHALF =
  /\b(?:on behalf of|au nom de|en nombre de|im namen von|em nome de|от имени|نيابة عن|代表)\s*(?:over |more than |plus de |más de |über |mais de |более )?\d/iu

const SHEET_ERROR =
  /^#(?:REF|N\/?A|NAME|VALUE|DIV\/0|NULL|NUM|ERROR|SPILL|CALC|GETTING_DATA|BEZUG|WERT|NOM|VALEUR|NV|¡REF|¡VALOR|¿NOMBRE|ССЫЛКА|ЗНАЧ|ИМЯ|Н\/Д|VALOR|NOME)[!?]?$|^Err:\d+$/iu
const TOTAL =
  /^(?:(?:grand|sub)[ -]?)?(?:totals?|sums?|counts?|subtotal|summe|gesamt|anzahl|suma|soma|somme|total général|total geral|итого|всего|сумма|المجموع|الإجمالي|合计|总计|共计|小计)\s*[:：=(]*\s*[\d.,  ]*\)?$/iu

/** @returns undefined for what may be a name */
export const whyNoName = (name: string): NoName | undefined => {
  if (SHEET_ERROR.test(name)) return { why: 'error', message: `“${name}” is a spreadsheet's error` }
  if (TOTAL.test(name)) return { why: 'total', message: `“${name}” is a total` }
  if (OTHERS.test(name) || MANY.test(name) || ON_BEHALF.test(name)) {
    return { why: 'unnamed', message: `“${name}” counts people or organisations instead of naming them` }
  }
  const bare = name.replace(/^[[(]|[\])]$/g, '').replace(NUMBERED, '')
  const short = bare.replace(/\s*[,([–-].*$/u, '')
  if ([...new Set([bare, short])].some((text) => isNonName(text) || ANONYMOUS.is(foldWords(text)))) {
    return { why: 'anonymous', message: 'the name says that it is not to be told' }
  }
  const folded = foldWords(name)
  if ([NAME, FULL_NAME, SIGNATORY, HEADER].some((words) => words.is(folded))) {
    return { why: 'header', message: `“${name}” is the name of a column` }
  }
  if (!/\p{L}/u.test(name)) return { why: 'no-letter', message: `“${name}” has no letter` }
  return undefined
}

/** Whether a row repeats the header, as where sheets were put one below the other. */
export const repeatsHeader = (
  values: Readonly<Record<string, string>>,
  columns: readonly string[],
): boolean => {
  const filled = columns.filter((column) => (values[column] ?? '') !== '')
  return filled.length > 0 && filled.every((column) => fold(values[column] ?? '') === fold(column))
}
