import type { ProblemType } from '../../../http/problem.ts'
import { layout } from '../../../page/layout.tsx'
import { site } from '../../../page/site.ts'
import { code } from '../code.tsx'

/** What a problem's `type` leads to: what that kind of problem means and what to do. */
export const problemPage = (origin: string, { status, name, title }: ProblemType, meaning: string): string =>
  layout({
    origin,
    language: 'en',
    title: `${title} · ${site.name}`,
    description: meaning,
    canonical: `${origin}/problems/${name}`,
    children: (
      <>
        <p class="kind">Problem {status}</p>
        <h1>{title}</h1>
        <p>{code(meaning)}</p>
        <p>
          <a href={`${origin}/docs`}>All that this API answers</a>
        </p>
      </>
    ),
  })
