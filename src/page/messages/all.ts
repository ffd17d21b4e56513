/** Every language that we speak. Not for the Worker, which has the English words and reads the others as it needs them. */
import type { LANGUAGES } from '../languages.ts'
import { ar } from './ar.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import type { LanguageMessages } from './language.ts'
import { pt } from './pt.ts'
import { ru } from './ru.ts'
import { zh } from './zh.ts'

export const words: Record<(typeof LANGUAGES)[number], LanguageMessages> = { en, fr, es, ar, ru, zh, de, pt }
