import { layout } from '../../../page/layout.tsx'

/** What a problem's `type` leads to: what that kind of problem means and what to do. */
export const problemPage = (kind: {
  origin: string
  status: number
  name: string
  title: string
  meaning: string
}): string =>
  layout({
    origin: kind.origin,
    language: 'en',
    title: `${kind.title} · Undersigned`,
    description: kind.meaning,
    canonical: `${kind.origin}/problems/${kind.name}`,
    children: (
      <>
        <p class="kind">Problem {kind.status}</p>
        <h1>{kind.title}</h1>
        <p>{code(kind.meaning)}</p>
        <p>
          <a href={`${kind.origin}/docs`}>All that this API answers</a>
        </p>
      </>
    ),
  })

/** Text whose words between backticks are code. */
export const code = (text: string) =>
  text.split('`').map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))
