/** The fields of the form, which the signatory's own page and the desk have too. */
import type { Signing } from '../../letter/signing.ts'
import { type Child, raw } from '../../page/jsx-runtime.ts'
import {
  COUNTRIES,
  type Entry,
  type Field,
  type FieldError,
  type FieldErrors,
  fieldsFor,
  type Values,
} from '../entry.ts'
import type { Words } from '../messages.ts'

type Input = {
  field: Field
  label: Child
  words: Words
  values: Values
  errors: FieldErrors
  note?: string | undefined
  type?: 'email' | 'url'
  autocomplete?: string
  isOptional?: boolean
  isRequired?: boolean
  class?: string
}

/** The id of what is said of a field, for those who hear it. */
const about = (field: Field, what: 'note' | 'error') => `${field}-${what}`

export const TextField = ({ field, label, words, values, errors, note, ...more }: Input) => {
  const { m } = words
  const error = errors[field]
  const described = [
    ...(note === undefined ? [] : [about(field, 'note')]),
    ...(error === undefined ? [] : [about(field, 'error')]),
  ]
  return (
    <div class={`field ${more.class ?? ''}`}>
      <label for={field}>
        {label} {more.isOptional && <small>({m.optional})</small>}
      </label>
      <input
        id={field}
        name={field}
        type={more.type === 'email' ? 'email' : 'text'}
        // Not of the type url, of which browsers refuse example.org, as people write it and as it is taken.
        inputmode={more.type === 'url' ? 'url' : undefined}
        value={values[field]}
        dir={more.type === 'email' || more.type === 'url' ? 'ltr' : 'auto'}
        autocomplete={more.autocomplete}
        maxlength={254}
        required={more.isRequired}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={described.join(' ') || undefined}
      />
      {note && (
        <small class="help" id={about(field, 'note')}>
          {note}
        </small>
      )}
      {error && (
        <p class="error" id={about(field, 'error')}>
          {m[error]}
        </p>
      )}
    </div>
  )
}

const sortedCountries = new Map<string, { code: string; name: string }[]>()

/** Countries by their names in a language, as it sorts them. */
const countriesIn = (language: string): { code: string; name: string }[] => {
  let sorted = sortedCountries.get(language)
  if (sorted === undefined) {
    const { compare } = new Intl.Collator(language)
    const names = new Intl.DisplayNames(language, { type: 'region' })
    sorted = COUNTRIES.map((code) => ({ code, name: names.of(code) ?? code })).sort((one, two) =>
      compare(one.name, two.name),
    )
    sortedCountries.set(language, sorted)
  }
  return sorted
}

const CountryField = ({ words, values, errors }: Pick<Input, 'words' | 'values' | 'errors'>) => {
  const { m, language } = words
  return (
    <div class="field">
      <label for="country">
        {m.country} <small>({m.optional})</small>
      </label>
      <select id="country" name="country" autocomplete="country" aria-invalid={errors.country && 'true'}>
        <option value="">{m.noCountrySaid}</option>
        {countriesIn(language).map(({ code, name }) => (
          <option value={code} selected={values.country === code}>
            {name}
          </option>
        ))}
      </select>
      {errors.country && <p class="error">{m[errors.country]}</p>}
    </div>
  )
}

type Fields = { words: Words; signing: Signing; values: Values; errors: FieldErrors; types: Entry['type'][] }

/** What will be public. With both types, what the other one is asked is not shown. */
export const PublicFields = ({ words, signing, values, errors, types }: Fields) => {
  const { m } = words
  const common = { words, values, errors }
  const asks = (field: Field) => types.some((type) => fieldsFor(signing, type).includes(field))
  const both = types.length > 1
  const onlyOf = (type: Entry['type']) => ({ class: both ? `of-${type}` : '' })
  const takes = (type: Entry['type']) => types.includes(type)
  return (
    <>
      <TextField
        {...common}
        field="name"
        isRequired
        note={m.nameNote}
        autocomplete={takes('person') ? 'name' : 'organization'}
        label={
          both ? (
            <>
              <span class="of-person">{m.name}</span>
              <span class="of-organisation">{m.organisation}</span>
            </>
          ) : takes('person') ? (
            m.name
          ) : (
            m.organisation
          )
        }
      />
      {takes('organisation') && (
        <TextField
          {...common}
          {...onlyOf('organisation')}
          field="url"
          type="url"
          label={m.website}
          autocomplete="url"
        />
      )}
      {takes('person') && asks('role') && (
        <TextField
          {...common}
          {...onlyOf('person')}
          field="role"
          label={m.role}
          isOptional
          autocomplete="organization-title"
        />
      )}
      {takes('person') && asks('affiliation') && (
        <TextField
          {...common}
          {...onlyOf('person')}
          field="affiliation"
          label={m.affiliation}
          isOptional
          autocomplete="organization"
        />
      )}
      {asks('country') && <CountryField {...common} />}
    </>
  )
}

/** Who signs for an organisation. */
export const ContactFields = ({ words, values, errors, types }: Omit<Fields, 'signing'>) => {
  const { m } = words
  if (!types.includes('organisation')) return raw('')
  const common = { words, values, errors, class: types.length > 1 ? 'of-organisation' : '' }
  return (
    <>
      <TextField
        {...common}
        field="contact_name"
        label={m.contactName}
        note={m.contactNote}
        autocomplete="name"
      />
      <TextField {...common} field="contact_role" label={m.contactRole} autocomplete="organization-title" />
    </>
  )
}

export const NewsField = ({ words, checked }: { words: Words; checked: boolean }) => (
  <label class="tick">
    <input type="checkbox" name="news" checked={checked} />
    <span>{words.m.news}</span>
  </label>
)

/** What a field is called. */
const LABELS = {
  type: 'sign',
  name: 'name',
  role: 'role',
  affiliation: 'affiliation',
  country: 'country',
  url: 'website',
  contact_name: 'contactName',
  contact_role: 'contactRole',
  email: 'email',
  news: 'news',
} as const satisfies Record<Field, string>

/** A page's title, which is heard first: where something in its form is wrong, that. */
export const titleWith = ({ m }: Words, title: string, errors: FieldErrors): string =>
  Object.keys(errors).length > 0 ? `${m.errorsTitle} · ${title}` : title

/** What is wrong, before the form, each with a way to its field. */
export const ErrorSummary = ({
  words,
  errors,
  said,
  of,
}: {
  words: Words
  errors: FieldErrors
  said?: string | undefined
  /** Who signs, by which the name is called. */
  of?: Entry['type'] | undefined
}) => {
  const labelOf = (field: Field) =>
    words.m[field === 'name' && of === 'organisation' ? 'organisation' : LABELS[field]]
  const wrong = Object.entries(errors) as [Field, FieldError][]
  if (wrong.length === 0 && said === undefined) return raw('')
  return (
    <div class="summary" role="alert">
      <h2>{words.m.errorsTitle}</h2>
      {said && <p>{said}</p>}
      {wrong.length > 0 && (
        <ul>
          {wrong.map(([field, error]) => (
            <li>
              <a href={`#${field}`}>{labelOf(field)}</a>
              <br />
              {words.m[error]}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
