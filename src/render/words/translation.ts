/** How a translation says that it is one. The language's own name stands after it, in its own language. */
type TranslationWords = { language: string; translation: string; originalIn: string }

const sentences: Record<string, [translation: string, originalIn: string]> = {
  en: ['This is a translation.', 'Original:'],
  fr: ['Ceci est une traduction.', 'Original :'],
  es: ['Esto es una traducción.', 'Original:'],
  ar: ['هذه ترجمة.', 'النص الأصلي:'],
  ru: ['Это перевод.', 'Оригинал:'],
  zh: ['本文为译文。', '原文：'],
  de: ['Dies ist eine Übersetzung.', 'Original:'],
  pt: ['Esta é uma tradução.', 'Original:'],
}

/** The words in a language, else in English: `language` says which. */
export const translationWords = (language: string): TranslationWords => {
  const base = new Intl.Locale(language).language
  const found = sentences[base]
  const [translation, originalIn] = found ?? (sentences.en as [string, string])
  return { language: found ? language : 'en', translation, originalIn }
}
