/** Countries by their codes (ISO 3166-1) and by their names in the product's languages. */
import countries from 'i18n-iso-countries/index.js'
import ar from 'i18n-iso-countries/langs/ar.json' with { type: 'json' }
import de from 'i18n-iso-countries/langs/de.json' with { type: 'json' }
import en from 'i18n-iso-countries/langs/en.json' with { type: 'json' }
import es from 'i18n-iso-countries/langs/es.json' with { type: 'json' }
import fr from 'i18n-iso-countries/langs/fr.json' with { type: 'json' }
import pt from 'i18n-iso-countries/langs/pt.json' with { type: 'json' }
import ru from 'i18n-iso-countries/langs/ru.json' with { type: 'json' }
import zh from 'i18n-iso-countries/langs/zh.json' with { type: 'json' }
import { fold } from '../letter/fold.ts'

const LANGUAGES = [en, fr, es, ar, ru, zh, de, pt]

/** Kosovo has no code of its own: XK is one of those that ISO leaves to whoever wants to use them. */
const CODES = new Set(Object.keys(countries.getAlpha2Codes()).filter((code) => code !== 'XK'))
const ALPHA_3 = countries.getAlpha3Codes()

/** How people write them beside what ISO and CLDR say, and which of two countries a shared name means. */
const USUAL: Record<string, string> = {
  AE: 'UAE, U.A.E., Emirates, Émirats, EAU, VAE, ОАЭ, الإمارات, 阿联酋',
  BA: 'Bosnia, Bosnie, Bosnien, Боснія, Босния, BiH',
  BO: 'Bolivia, Bolivie, Bolivien',
  BN: 'Brunei',
  BY: 'Belarus, Byelorussia, Белоруссия, Biélorussie, Weißrussland, Bielorrusia, Bielorrússia, Belorussia',
  CD: 'DR Congo, DRC, D.R. Congo, D.R.C., RDC, R.D. Congo, RD Congo, Congo DR, Congo (DR), Congo-Kinshasa, Congo Kinshasa, DR Kongo, ДР Конго, ДРК, Democratic Republic of Congo, République Démocratique du Congo, República Democrática del Congo, República Democrática do Congo, 刚果民主共和国, Zaire',
  CG: 'Republic of the Congo, Republic of Congo, Congo-Brazzaville, Congo Brazzaville, Kongo-Brazzaville',
  CF: 'CAR, RCA, Central African Rep.',
  CI: "Ivory Coast, Côte d'Ivoire, Cote d Ivoire, Cote dIvoire, Кот-д'Ивуар, Costa do Marfim",
  CV: 'Cape Verde, Cabo Verde, Cap-Vert',
  CZ: 'Czech Republic, Czechia, Czech Rep., Tschechien, Чехия, Chequia, República Checa',
  DE: 'Germany, BRD, FRG, Federal Republic of Germany, Bundesrepublik Deutschland, ФРГ',
  DO: 'Dominican Rep.',
  FK: 'Falklands, Malvinas',
  FM: 'Micronesia',
  GB: 'UK, U.K., Great Britain, Britain, England, Scotland, Wales, Northern Ireland, United Kingdom of Great Britain and Northern Ireland, Grande-Bretagne, Angleterre, Écosse, Pays de Galles, Gran Bretaña, Inglaterra, Escocia, Gales, Großbritannien, Schottland, Nordirland, Англия, Шотландия, Уэльс, بريطانيا, إنجلترا, انجلترا, 英格兰, 苏格兰, Grã-Bretanha, Escócia, País de Gales',
  GM: 'Gambia, The Gambia',
  HK: 'Hong Kong, Hongkong, HKSAR, 香港',
  IR: 'Iran, Islamic Republic of Iran, I.R. Iran, Irã',
  KP: 'North Korea, Democratic People’s Republic of Korea, Korea (North), DPRK, Corée du Nord, Corea del Norte, Nordkorea, Северная Корея, КНДР, كوريا الشمالية, 朝鲜, Coreia do Norte',
  KR: 'South Korea, Korea (South), Korea, Republic of Korea, ROK, S. Korea, Corée, Corée du Sud, Corea, Corea del Sur, Südkorea, Корея, Южная Корея, كوريا, كوريا الجنوبية, 韩国, 南韩, Coreia do Sul, 대한민국, 한국',
  LA: 'Laos, Lao PDR',
  MD: 'Moldova, Moldavia, Moldavie, Молдавия',
  MF: 'Saint-Martin, São Martinho',
  MK: 'North Macedonia, Macedonia, FYROM, Macédoine, Mazedonien, Македония',
  MM: 'Myanmar, Burma, Birmanie, Birmania, Burma/Myanmar, Myanmar/Burma, Myanmar (Burma), Бирма, ميانمار, Birmânia, 缅甸',
  MO: 'Macau, Macao',
  NL: 'Netherlands, The Netherlands, Holland, Nederland, Голландия, Holanda, Hollande',
  NZ: 'Aotearoa, Aotearoa New Zealand, Aotearoa/New Zealand',
  PH: 'Philippines, The Philippines, Pilipinas',
  PS: 'Palestine, State of Palestine, Occupied Palestinian Territory, Occupied Palestinian Territories, oPt, Palestinian Territories, West Bank, Gaza, Palestina, Palästina, Палестина, فلسطين, 巴勒斯坦, Territoires palestiniens',
  RU: 'Russia, Russian Federation, РФ, Российская Федерация, Россия',
  SA: 'KSA, Saudi',
  SD: 'The Sudan',
  SY: 'Syria, Syrian Arab Republic, Syrie, Siria, Syrien, Síria, سوريا, سورية, Сирия, 叙利亚',
  SZ: 'Swaziland, eSwatini, Eswatini',
  TL: 'East Timor, Timor-Leste, Timor Leste, Timor Oriental, Osttimor, Восточный Тимор',
  TR: 'Turkey, Türkiye, Turkiye, Turquie, Turquía, Türkei, Турция, تركيا, 土耳其, Turquia',
  TT: 'Trinidad, Trinidad & Tobago',
  TW: 'Taiwan, Taiwan (ROC), Taiwan R.O.C., Republic of China, Chinese Taipei, Taïwan, Тайвань, تايوان, 台湾, 臺灣, 台灣',
  TZ: 'Tanzania, Tanzanie, Tansania',
  UA: 'Ukraine, The Ukraine, Украина, Україна',
  US: 'USA, U.S.A., U.S., United States, United States of America, The United States, America, États-Unis, Etats Unis, EEUU, EE.UU., EE. UU., Estados Unidos de América, Estados Unidos da América, EUA, E.U.A., Vereinigte Staaten, США, Соединенные Штаты, أمريكا, الولايات المتحدة, الولايات المتحدة الأمريكية, 美国, 美國',
  VA: 'Vatican, Vatican City, Holy See',
  VE: 'Venezuela',
  VN: 'Vietnam, Viet Nam, Viêt Nam, Việt Nam',
  EH: 'Western Sahara, Sahara Occidental',
}

/** Codes that ISO withdrew, with what was there; and the names that went with them. */
const FORMER: Record<string, string> = {
  YU: 'Yugoslavia',
  SU: 'the Soviet Union',
  CS: 'Czechoslovakia, later Serbia and Montenegro',
  DD: 'the German Democratic Republic',
  TP: 'East Timor, now TL',
  ZR: 'Zaire, now CD',
  AN: 'the Netherlands Antilles',
  BU: 'Burma, now MM',
  FX: 'metropolitan France, now FR',
  NT: 'the Neutral Zone',
  YD: 'Democratic Yemen, now YE',
  HV: 'Upper Volta, now BF',
  DY: 'Dahomey, now BJ',
  RH: 'Southern Rhodesia, now ZW',
  VD: 'North Viet Nam, now VN',
}
const FORMER_NAMES = new Map(
  Object.entries({
    YU: 'Yugoslavia, Yougoslavie, Jugoslawien, Югославия, يوغوسلافيا, 南斯拉夫, Iugoslávia',
    SU: 'Soviet Union, USSR, U.S.S.R., URSS, Union soviétique, Unión Soviética, Sowjetunion, UdSSR, СССР, Советский Союз, 苏联, União Soviética',
    CS: 'Czechoslovakia, Tchécoslovaquie, Checoslovaquia, Tschechoslowakei, Чехословакия, Serbia and Montenegro',
    DD: 'East Germany, GDR, DDR, RDA, ГДР, German Democratic Republic',
  }).flatMap(([code, names]) => names.split(',').map((name) => [fold(name), code] as const)),
)
const USER_ASSIGNED = /^(?:AA|Q[M-Z]|X[A-Z]|ZZ)$/
const KOSOVO = new Set(['kosovo', 'kosova', 'косово', 'كوسوفو', '科索沃', 'xk', 'xkx', 'unk'].map(fold))

/** Names that two countries share. */
const AMBIGUOUS = new Set(
  'Congo, Kongo, Конго, الكونغو, 刚果, Saint Martin, São Martinho'.split(',').map(fold),
)

let codesByName: ReadonlyMap<string, string> | undefined

const readNames = (): ReadonlyMap<string, string> => {
  const named = new Map<string, string | undefined>()
  const add = (name: string, code: string): void => {
    const key = fold(name)
    // A name of two countries is nobody's, unless the usual names settle it.
    named.set(key, named.has(key) && named.get(key) !== code ? undefined : code)
  }
  for (const language of LANGUAGES) {
    countries.registerLocale(language)
    for (const [code, names] of Object.entries(countries.getNames(language.locale, { select: 'all' }))) {
      if (CODES.has(code)) for (const name of names) add(name, code)
    }
    const cldr = new Intl.DisplayNames(language.locale, { type: 'region', fallback: 'none' })
    for (const code of CODES) {
      const name = cldr.of(code)
      if (name !== undefined) add(name, code)
    }
  }
  for (const [code, names] of Object.entries(USUAL)) {
    for (const name of names.split(',')) named.set(fold(name), code)
  }
  const known = new Map<string, string>()
  for (const [name, code] of named) {
    if (code === undefined || AMBIGUOUS.has(name)) continue
    known.set(name, code)
    const bare = name.replace(/^the /, '')
    if (!named.has(bare)) known.set(bare, code)
  }
  return known
}

const ARTICLE = /^(?:the|la|le|les|el|die|der|os|o|a) /

export const isCountryCode = (code: string): boolean => CODES.has(code)

/** The ISO 3166-1 alpha-2 code that a code of two or three letters, or a name in one of eight languages, stands for. */
export const countryOf = (value: string): string | undefined => {
  const upper = value.trim().toUpperCase()
  if (/^[A-Z]{2}$/.test(upper) && CODES.has(upper)) return upper
  if (/^[A-Z]{3}$/.test(upper) && ALPHA_3[upper] !== undefined && upper !== 'XKX') return ALPHA_3[upper]
  codesByName ??= readNames()
  const direct = codesByName.get(fold(value)) ?? codesByName.get(fold(value).replace(ARTICLE, ''))
  if (direct !== undefined) return direct
  // As ISO's own lists turn them for the alphabet: “Tanzania, United Republic of”.
  const [, name = '', before = ''] = /^(.+?)\s*[,(]\s*(.+ of(?: the)?)\s*\)?$/i.exec(value.trim()) ?? []
  const turned = codesByName.get(fold(`${before} ${name}`))
  // “Democratic” is what tells one Korea, Germany or Congo from the other.
  if (turned !== undefined || before === '' || /democratic/i.test(before)) return turned
  return AMBIGUOUS.has(fold(name)) ? undefined : codesByName.get(fold(name))
}

/** As `countryOf`, for a word in a line of text, where two or three letters are an acronym. */
export const countryNamed = (text: string): string | undefined =>
  /^\p{Lu}{2,3}$/u.test(text.trim()) && !/^(?:USA|UAE|DRC|UK)$/.test(text.trim())
    ? undefined
    : countryOf(text)

/** The one country that a value such as `Nairobi, Kenya` ends in, or is. */
export const countryIn = (value: string): string | undefined => {
  const whole = countryOf(value)
  if (whole !== undefined) return whole
  const parts = value.split(/[,،、，/;]/u).map((part) => part.trim())
  const last = parts.pop() ?? ''
  return parts.length === 0 || parts.some((part) => countryOf(part) !== undefined)
    ? undefined
    : countryNamed(last)
}

/** Why something that looks like a country has no code; undefined where there is nothing to say. */
export const whyNoCountry = (value: string): string | undefined => {
  const upper = value.trim().toUpperCase()
  if (AMBIGUOUS.has(fold(value))) return 'two countries share that name'
  if (KOSOVO.has(fold(value))) return 'ISO 3166-1 has no code for Kosovo (XK is one of those left to users)'
  if (/^[A-Z]{2}$/.test(upper) && USER_ASSIGNED.test(upper))
    return `${upper} is no country's code (ISO 3166-1 leaves it to users)`
  const former = FORMER[upper] === undefined ? FORMER_NAMES.get(fold(value)) : upper
  return former === undefined ? undefined : `${former} was ${FORMER[former]}, which ISO 3166-1 has withdrawn`
}
