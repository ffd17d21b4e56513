/** What changed with a publication, as rows of its list of facts: who joined and left, and the words that came and went. */
import { shorten, type WordChange } from '../../letter/diff-text.ts'
import type { Child } from '../../page/jsx-runtime.ts'
import { LanguageName } from '../../page/language-link.tsx'
import { direction, type Messages } from '../../page/messages.ts'
import type { RevisionChanges } from './compare.ts'

/** Names of one kind that are shown; the comparison as JSON has them all. */
const MOST = 20

type Row = { language: string; messages: Messages; mark: (content: Child) => Child }

const Names = ({ names, messages, mark }: Row & { names: Child[] }) => {
  const shown: Child[] = names.slice(0, MOST).map((name) => <bdi translate="no">{name}</bdi>)
  const rest = names.length - shown.length
  if (rest > 0) shown.push(mark(messages.others(rest)))
  return <dd>{shown.flatMap((each, index) => (index > 0 ? ['\u00a0· ', each] : [each]))}</dd>
}

/** The words around each change; what came and what went. */
const Words = ({ language, changes }: { language: string; changes: WordChange[] }) => (
  <dd class="words" lang={language} dir={direction(language)}>
    {changes.map(({ type, value }, index) => {
      if (type === 'same') return shorten(value, index === 0, index === changes.length - 1)
      return type === 'added' ? <ins>{value}</ins> : <del>{value}</del>
    })}
  </dd>
)

export const ChangeList = ({ changes, ...row }: Row & { changes: RevisionChanges }) => {
  const { language, messages, mark } = row
  const { signatories, languages, date, text } = changes
  const renamed = signatories.renamed.map(({ before, after }) => (
    <>
      <del>{before}</del> <ins>{after}</ins>
    </>
  ))
  const others = signatories.changed.filter(({ id }) => !signatories.renamed.some((one) => one.id === id))
  const kinds: [label: string, names: Child[]][] = [
    [messages.joined, signatories.added.map(({ name }) => name)],
    [messages.left, signatories.removed.map(({ name }) => name)],
    [messages.changed, [...renamed, ...others.map(({ name }) => name)]],
  ]
  return (
    <>
      {kinds.map(
        ([label, names]) =>
          names.length > 0 && (
            <>
              <dt>{mark(label)}</dt>
              <Names {...row} names={names} />
            </>
          ),
      )}
      {date && (
        <>
          <dt>{mark(messages.date)}</dt>
          <dd>
            <del>{messages.dateIn(language, date.before)}</del>{' '}
            <ins>{messages.dateIn(language, date.after)}</ins>
          </dd>
        </>
      )}
      {languages.added.length + languages.removed.length > 0 && (
        <>
          <dt>{mark(messages.languages)}</dt>
          <dd>
            {languages.removed.map((each) => (
              <del>
                <LanguageName language={each} />{' '}
              </del>
            ))}
            {languages.added.map((each) => (
              <ins>
                <LanguageName language={each} />{' '}
              </ins>
            ))}
          </dd>
        </>
      )}
      {text.map((each, index) => (
        <>
          {each.language !== text[index - 1]?.language && (
            <dt>
              <LanguageName language={each.language} />
            </dt>
          )}
          <Words {...each} />
        </>
      ))}
    </>
  )
}
