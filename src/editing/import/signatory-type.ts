/** Whether those in a list are persons or organisations: for the list, a heading or a column, never by an empty cell. */
import type { Signatory } from '../../letter/schema.ts'
import { type Evidence, evidenceOf } from './name-words.ts'
import { foldWords, phrases } from './phrases.ts'
import { ORGANISATION, PERSON } from './vocabulary.ts'

export type SignatoryType = Signatory['type']

const MORE_ORGANISATIONS = phrases(
  'project*, business*, corporation*, union*, church*, party, media, foundation*, charity, charities, nonprofit*, non profit*, community, committee, club, academy, civil society, cso, csos, team',
  'fondation*, syndicat*, parti, eglise*, fundacion*, sindicato*, partido*, iglesia*, fundacao, fundacoes, igreja*, stiftung*, gewerkschaft*, partei*, kirche*, vereine, фонд*, профсоюз*, парти*, церк*, проект*, نقابة, نقابات, حزب, 基金会, 工会, 企业, 项目, 媒体',
)
const MORE_PERSONS = phrases(
  'human, natural person, private person, member of the public, myself, me, in my own name, my own behalf, moi, yo, ich, я, 我, سيد, 自然人',
)

/** The type that a word such as `NGO`, `Individual` or the heading `Organisations` says; undefined where it says none, or both. */
export const typeNamed = (text: string): SignatoryType | undefined => {
  const folded = foldWords(text)
  const organisation = ORGANISATION.isIn(folded) || MORE_ORGANISATIONS.isIn(folded)
  const person = PERSON.isIn(folded) || MORE_PERSONS.isIn(folded)
  return organisation === person ? undefined : organisation ? 'organisation' : 'person'
}

/**
 * Of a list whose type no word tells, the shares of names from which it can be told by the names alone. Between them a
 * person has to say, and for a list of both as well.
 */
const PLAINLY_ORGANISATIONS = 0.7
const PLAINLY_PERSONS = 0.8
const MOST_OTHERS = 0.05

/** Organisations that begin with one word, so that it is none that a person is called by. */
const SHARED = 2
/** Of a list in which hardly any name has a person's form, the share that have an organisation's. */
const ENOUGH_ORGANISATIONS = 0.4

const firstWord = (name: string): string => foldWords(name).split(' ')[0] ?? ''

/** @param names each with what follows it in its line */
export const typeOfNames = (names: readonly { name: string; rest?: string }[]): SignatoryType | undefined => {
  const each = names.map(({ name, rest }) => ({
    name,
    first: firstWord(name),
    evidence: evidenceOf(name, rest),
  }))
  const organisations = new Map<string, number>()
  for (const { first, evidence } of each)
    if (evidence === 'organisation') organisations.set(first, (organisations.get(first) ?? 0) + 1)
  const counts = new Map<Evidence, number>()
  for (const { name, first, evidence } of each) {
    // `Example Logo` beside `Example Rights` and `Example Watch`; of an organisation a role may follow, its director's.
    const isOneMore = evidenceOf(name) !== 'person' && (organisations.get(first) ?? 0) >= SHARED
    const kind = isOneMore ? 'organisation' : evidence
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  const share = (...kinds: Evidence[]): number =>
    kinds.reduce((sum, kind) => sum + (counts.get(kind) ?? 0), 0) / Math.max(1, names.length)
  if (share('person') <= MOST_OTHERS) {
    if (share('organisation') >= PLAINLY_ORGANISATIONS) return 'organisation'
    if (share('organisation') >= ENOUGH_ORGANISATIONS && share('person', 'form of a person') <= MOST_OTHERS)
      return 'organisation'
  }
  if (share('person', 'form of a person') >= PLAINLY_PERSONS && share('organisation') <= MOST_OTHERS)
    return 'person'
  return undefined
}
