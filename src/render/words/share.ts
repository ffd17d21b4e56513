/** The links by which a letter is passed on, on its page. */
import type { LANGUAGES } from '../embed/options.ts'

const phrases: Record<(typeof LANGUAGES)[number], [share: string, email: string, embed: string]> = {
  en: ['Share', 'By e-mail', 'Embed this list'],
  fr: ['Partager', 'Par courriel', 'Intégrer cette liste'],
  es: ['Compartir', 'Por correo electrónico', 'Insertar esta lista'],
  ar: ['مشاركة', 'بالبريد الإلكتروني', 'ضمّن هذه القائمة'],
  ru: ['Поделиться', 'По почте', 'Встроить этот список'],
  zh: ['分享', '通过电子邮件', '嵌入此列表'],
  de: ['Teilen', 'Per E-Mail', 'Diese Liste einbetten'],
  pt: ['Partilhar', 'Por e-mail', 'Incorporar esta lista'],
}

const isSpoken = (base: string): base is keyof typeof phrases => Object.hasOwn(phrases, base)

/** The words in a language, else in English: `language` says which. */
export const shareWords = (asked: string) => {
  const base = new Intl.Locale(asked).language
  const [share, email, embed] = phrases[isSpoken(base) ? base : 'en']
  return { language: isSpoken(base) ? asked : 'en', share, email, embed }
}
