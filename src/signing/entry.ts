/** What a form says: what will be public, what stays private, and what is wrong with it. */
import countryCodes from 'i18n-iso-countries/codes.json'
import { hasUnwanted } from '../letter/characters.ts'
import { hasEmailAddress } from '../letter/email-addresses.ts'
import { fold, foldForComparison } from '../letter/fold.ts'
import { removeInvisible } from '../letter/invisible.ts'
import type { Signing } from '../letter/signing.ts'
import { recognisedUrl } from '../letter/web-address.ts'

/** All that is public of a sign-on. */
export type Entry = {
  type: 'person' | 'organisation'
  name: string
  role?: string
  affiliation?: string
  country?: string
  url?: string
}

/** Who signs for an organisation. Never public. */
export type Contact = { name: string; role: string }

/** The fields of the form, as they came. */
export const FIELDS = [
  'type',
  'name',
  'role',
  'affiliation',
  'country',
  'url',
  'contact_name',
  'contact_role',
  'email',
  'news',
] as const
export type Field = (typeof FIELDS)[number]
export type Values = Partial<Record<Field, string>>

/** What is wrong with a field: the name of a message. */
export type FieldError =
  | 'missing'
  | 'tooLong'
  | 'hasAddress'
  | 'hasLink'
  | 'hasUnwanted'
  | 'noName'
  | 'noEmail'
  | 'noUrl'
  | 'noCountry'
export type FieldErrors = Partial<Record<Field, FieldError>>

/** Kosovo has no code of its own in ISO 3166-1. */
export const COUNTRIES: readonly string[] = countryCodes
  .map(([code]) => code as string)
  .filter((code) => code !== 'XK')

const MAX_LENGTH = 200
/** RFC 5321, 4.5.3.1.3, without the brackets. */
const MAX_EMAIL_LENGTH = 254
/** As HTML has it for `<input type=email>`, with a dot in the domain. */
const EMAIL =
  /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$/i
const LINK = /https?:\/\/|\bwww\.|\b[\w-]+\.(?:com|net|org|info|biz|ru|cn|io|xyz|top|shop|online|site)\b/i

/** One line of text as people mean it: composed, without what nobody sees, with single spaces. */
const tidy = (value: string): string =>
  removeInvisible(value.normalize('NFC')).text.replace(/\s+/gu, ' ').trim()

const checkLine = (value: string): FieldError | undefined => {
  if (value.length > MAX_LENGTH) return 'tooLong'
  if (hasEmailAddress(value)) return 'hasAddress'
  if (LINK.test(value)) return 'hasLink'
  return hasUnwanted(value) ? 'hasUnwanted' : undefined
}

const checkName = (value: string): FieldError | undefined => {
  if (value === '') return 'missing'
  return checkLine(value) ?? (/\p{L}/u.test(value) ? undefined : 'noName')
}

export type Submission = { entry: Entry; contact: Contact | undefined; email: string; news: boolean }

/** The types of signatory that a letter takes, the usual one first. */
export const typesOf = ({ who }: Signing): Entry['type'][] =>
  who === 'both' ? ['person', 'organisation'] : [who === 'persons' ? 'person' : 'organisation']

/** What of the form's fields a letter asks of a type of signatory. */
export const fieldsFor = (signing: Signing, type: Entry['type']): Field[] => {
  const asked = signing.fields.filter((field) => field === 'country' || type === 'person')
  return type === 'person' ? ['name', ...asked] : ['name', 'url', ...asked, 'contact_name', 'contact_role']
}

/**
 * What a form says of a signatory, or what is wrong with it.
 * @param asksContact whether it asks who signs for an organisation
 */
export const readEntry = (
  values: Values,
  signing: Signing,
  asksContact = true,
): { entry: Entry; contact: Contact | undefined } | { errors: FieldErrors } => {
  const types = typesOf(signing)
  const type = types.find((each) => each === values.type) ?? (types[0] as Entry['type'])
  const errors: FieldErrors = {}
  const read = (field: Field): string => tidy(values[field] ?? '')
  const asked = fieldsFor(signing, type)
  const name = read('name')
  const wrongName = checkName(name)
  if (wrongName) errors.name = wrongName
  const entry: Entry = { type, name }
  for (const field of ['role', 'affiliation'] as const) {
    const value = asked.includes(field) ? read(field) : ''
    const wrong = checkLine(value)
    if (wrong) errors[field] = wrong
    else if (value !== '') entry[field] = value
  }
  if (asked.includes('country') && read('country') !== '') {
    const country = read('country')
    if (COUNTRIES.includes(country)) entry.country = country
    else errors.country = 'noCountry'
  }
  if (type === 'person') return Object.keys(errors).length > 0 ? { errors } : { entry, contact: undefined }
  const url = read('url')
  const whole = url === '' ? undefined : recognisedUrl(url)
  if (url === '') errors.url = 'missing'
  else if (whole === undefined || whole.length > MAX_LENGTH) errors.url = 'noUrl'
  else entry.url = whole
  const contact = asksContact ? { name: read('contact_name'), role: read('contact_role') } : undefined
  for (const field of contact ? (['contact_name', 'contact_role'] as const) : []) {
    const wrong = checkName(read(field))
    if (wrong) errors[field] = wrong
  }
  return Object.keys(errors).length > 0 ? { errors } : { entry, contact }
}

/** An e-mail address in the one spelling that it is known by; undefined for what is none. */
export const readEmail = (value: string | undefined): string | undefined => {
  const email = (value ?? '').trim().toLowerCase()
  return email.length <= MAX_EMAIL_LENGTH && EMAIL.test(email) ? email : undefined
}

export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1)

/** The whole form, or what is wrong with each field. */
export const readSubmission = (values: Values, signing: Signing): Submission | { errors: FieldErrors } => {
  const read = readEntry(values, signing)
  const email = readEmail(values.email)
  if ('errors' in read || email === undefined) {
    const errors = 'errors' in read ? read.errors : {}
    if (email === undefined) errors.email = (values.email ?? '').trim() === '' ? 'missing' : 'noEmail'
    return { errors }
  }
  return { ...read, email, news: values.news === 'on' }
}

/** The form's values that an entry came from. */
export const valuesOf = (entry: Entry, contact?: Contact): Values => ({
  ...entry,
  ...(contact && { contact_name: contact.name, contact_role: contact.role }),
})

/** What two entries of one signatory have in common, and what the desk finds an entry by. */
export const keysOf = ({ name, role, affiliation }: Entry): { name_key: string; folded: string } => ({
  name_key: foldForComparison(name) || name,
  folded: fold([name, role ?? '', affiliation ?? ''].join(' ')),
})
