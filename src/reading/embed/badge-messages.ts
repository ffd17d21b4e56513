/** What the badge says, in the languages that it speaks. `#` stands for the number. */
import type { LANGUAGES } from '../../page/languages.ts'

type Phrases = {
  /** When all who signed are organisations, one form for each plural category. */
  organisations: { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>
  /** When people signed too. */
  signed: string
}

const phrases: Record<(typeof LANGUAGES)[number], Phrases> = {
  en: {
    organisations: { one: 'Signed by # organisation', other: 'Signed by # organisations' },
    signed: 'Signed by #',
  },
  fr: {
    organisations: {
      one: 'Signée par # organisation',
      many: 'Signée par # d’organisations',
      other: 'Signée par # organisations',
    },
    signed: 'Signataires : #',
  },
  es: {
    organisations: {
      one: 'Firmada por # organización',
      many: 'Firmada por # de organizaciones',
      other: 'Firmada por # organizaciones',
    },
    signed: 'Firmantes: #',
  },
  ar: {
    organisations: {
      zero: 'لم توقّعها أي منظمة',
      one: 'وقّعتها منظمة واحدة',
      two: 'وقّعتها منظمتان',
      few: 'وقّعتها # منظمات',
      other: 'وقّعتها # منظمة',
    },
    signed: 'عدد الموقّعين: #',
  },
  ru: {
    organisations: {
      one: 'Подписала # организация',
      few: 'Подписали # организации',
      other: 'Подписали # организаций',
    },
    signed: 'Подписали: #',
  },
  zh: { organisations: { other: '# 个组织联署' }, signed: '联署：#' },
  de: {
    organisations: {
      one: 'Unterzeichnet von # Organisation',
      other: 'Unterzeichnet von # Organisationen',
    },
    signed: 'Unterzeichnet von #',
  },
  pt: {
    organisations: {
      one: 'Assinada por # organização',
      many: 'Assinada por # de organizações',
      other: 'Assinada por # organizações',
    },
    signed: 'Signatários: #',
  },
}

const isSpoken = (base: string): base is keyof typeof phrases => Object.hasOwn(phrases, base)

/**
 * `Signed by 18 organisations`, in a language or else in English; `language` says which it is.
 * @param organisations how many of the `total` are organisations
 */
export const badgePhrase = (
  asked: string,
  total: number,
  organisations: number,
): { language: string; phrase: string } => {
  const base = new Intl.Locale(asked).language
  const language = isSpoken(base) ? asked : 'en'
  const { organisations: forms, signed } = phrases[isSpoken(base) ? base : 'en']
  const locale = language === 'en' ? 'en-GB' : language
  const form =
    organisations < total ? signed : (forms[new Intl.PluralRules(locale).select(total)] ?? forms.other)
  return { language, phrase: form.replace('#', new Intl.NumberFormat(locale).format(total)) }
}
