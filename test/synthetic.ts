/** Letters that nobody wrote, signed by as many as a test wants: the same number always gives the same names. */
import type { Signatory, SignedLetter } from '../src/letter/schema.ts'
import { slugOf } from '../src/letter/slug.ts'
import { letterSignedBy } from './letters.ts'

const GIVEN =
  'Amina José Łukasz Zoë Søren Ngozi Mária Björn Chloé Siobhán Mehmet Nguyễn Ana Kwame Leïla Ștefan Íñigo Thandi Olga Priya'.split(
    ' ',
  )
const FAMILY =
  'Okafor García Kowalczyk Müller Ó’Brien Nakamura Traoré Šimić Øster Yılmaz Dvořák Álvarez Haddad Mbeki Ferreira Gunnarsdóttir Smith Jean-Baptiste Hussain Lindqvist'.split(
    ' ',
  )
const PLACE =
  'Kenya Nairobi Zürich Bogotá Kraków Lagos Montréal Reykjavík Dhaka Accra Lima Oslo Tunis Québec Malmö Manila Harare Quito Perth Cork'.split(
    ' ',
  )
const CAUSE = [
  'Human Rights',
  'Women’s Rights',
  'Press Freedom',
  'Refugee Support',
  'Climate Justice',
  'Legal Aid',
  'Disability Rights',
  'Indigenous Peoples',
]
const BODY = [
  'International',
  'Network',
  'Foundation',
  'Centre for',
  'Alliance',
  'Watch',
  'Forum-Asia',
  'Fund',
]
const ARABIC_GIVEN = 'ليلى أحمد فاطمة محمّد سَلمى يوسف'.split(' ')
const ARABIC_FAMILY = 'حداد المصري بن_علي القاسم إبراهيم'.split(' ').map((name) => name.replace('_', ' '))
const CYRILLIC_GIVEN = 'Олёна Сергей Анна Дмитро Йован Марія'.split(' ')
const CYRILLIC_FAMILY = 'Шевченко Иванова Петровић Коваль Соловьёв'.split(' ')
const HAN_GIVEN = '美玲 伟 建国 秀英 志明 晓东'.split(' ')
const HAN_FAMILY = '王 李 张 欧阳 陈'.split(' ')
const HANGUL = '김민준 이서연 박지훈 최수아 정하은'.split(' ')
const COUNTRIES = 'KE NG PL CO BD CA IS GH PE NO TN SE PH ZW EC AU IE CH FR US'.split(' ')

/** Well-mixed 32 bits for a number: the finaliser of MurmurHash3. */
const mixed = (number: number): number => {
  let hash = number + 0x9e3779b9
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** The nth signatory, from 0. One in four is an organisation; one in five has a name in another script than Latin. */
export const syntheticSignatory = (n: number): Signatory => {
  let seed = mixed(n)
  const next = (): number => {
    seed = mixed(seed)
    return seed
  }
  const pick = <Item>(items: readonly Item[]): Item => items[next() % items.length] as Item
  // A family name of its own for every 4,000 keeps names about as rare as they are.
  const syllables = 'ba ko ri ne tu sha lo vi man do'.split(' ')
  const rare = () => {
    const word = pick(syllables) + pick(syllables) + pick(syllables) + pick(syllables)
    return word.charAt(0).toUpperCase() + word.slice(1)
  }
  const common = {
    country: pick(COUNTRIES),
    signed: `20${18 + (next() % 8)}-0${1 + (next() % 9)}-${10 + (next() % 18)}`,
  }
  const kind = next() % 20
  if (kind < 5) {
    const name = `${pick(PLACE)} ${rare()} ${pick(CAUSE)} ${pick(BODY)}${next() % 3 === 0 ? ` ${pick(PLACE)}` : ''}`
    const acronym = name
      .split(/[ -]/)
      .map((word) => word.charAt(0).toUpperCase())
      .join('')
    return {
      id: `${slugOf(name)}-${n}`,
      type: 'organisation',
      name,
      ...common,
      ...(next() % 2 === 0 ? { acronym } : {}),
      ...(next() % 10 === 0 ? { alias: `${rare()} Collective` } : {}),
      ...(next() % 4 === 0 ? { url: `https://${slugOf(name)}.example/` } : {}),
    }
  }
  const name =
    kind === 5
      ? `${pick(ARABIC_GIVEN)} ${pick(ARABIC_FAMILY)}`
      : kind === 6
        ? `${pick(CYRILLIC_GIVEN)} ${pick(CYRILLIC_FAMILY)}`
        : kind === 7
          ? pick(HAN_FAMILY) + pick(HAN_GIVEN)
          : kind === 8
            ? pick(HANGUL)
            : `${pick(GIVEN)} ${next() % 3 === 0 ? rare() : pick(FAMILY)}${next() % 4 === 0 ? `-${rare()}` : ''}`
  return {
    id: `${slugOf(name)}-${n}`,
    type: 'person',
    name,
    ...common,
    ...(next() % 3 === 0 ? { affiliation: `University of ${pick(PLACE)}` } : {}),
  }
}

export function* syntheticSignatories(count: number): Generator<Signatory> {
  for (let n = 0; n < count; n++) yield syntheticSignatory(n)
}

/** A letter signed by the first `count` of them. */
export const syntheticLetter = (count: number, slug = 'a-letter'): SignedLetter => ({
  ...letterSignedBy(0, slug),
  signatories: [...syntheticSignatories(count)],
})
