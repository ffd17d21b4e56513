/** A letter in four languages, to test with: its original is English. */
import type { SignedLetter, Translation } from '../src/letter/schema.ts'
import { letterSignedBy } from './letters.ts'

const words = (language: string, title: string, addressee: string, text: string): Translation => ({
  language,
  title,
  addressee,
  body: [{ type: 'paragraph', children: [{ type: 'text', value: text }] }],
})

export const translated = (count = 18): SignedLetter => ({
  ...letterSignedBy(count),
  translations: [
    words('en', 'A letter & a half', 'Somebody', 'Dear Somebody,'),
    words('ar', 'رسالة', 'سعادة السفيرة', 'سعادة السفيرة،'),
    words('fr', 'Une lettre', 'Quelqu’un', 'Cher Quelqu’un,'),
    words('pt-BR', 'Uma carta', 'Alguém', 'Caro Alguém,'),
  ],
})
