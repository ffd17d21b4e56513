import languages from '../../build/languages.json'
import { closestOf } from './closest-language.ts'

/** The languages that pages, widget, builder and badge speak, BCP 47: those that have a file in messages/. */
export const LANGUAGES: readonly string[] = languages

/** Of these the one to answer a language with. */
export const closestLanguage = (tag: string): string | undefined => closestOf(LANGUAGES, tag)

/** The language that we answer a language with: the closest that we speak, or English. */
export const supportedLanguage = (tag: string): string => closestLanguage(tag) ?? 'en'
