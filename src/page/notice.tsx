import { english } from './english.ts'
import type { Child } from './jsx-runtime.ts'
import { layout } from './layout.tsx'
import { site } from './site.ts'

export type Notice = {
  /** `https://host`, with no slash at its end. */
  origin: string
  /** HTTP status code. */
  status: number
  title: string
  /** What the reader can do about it, in a sentence or two. */
  detail: string
  /** Where to go from here, before the link home. */
  more?: Child
  /** The address of what took the place of what was asked for. */
  successor?: string | undefined
  /** What the operator can find the request by in the log. */
  requestId?: string | undefined
}

/** A page that stands in for the one that was asked for: not found, unavailable. */
export const noticePage = ({ origin, status, title, detail, more, successor, requestId }: Notice): string => {
  const messages = english()
  return layout({
    origin,
    language: 'en',
    title: `${title} · ${site.name}`,
    description: detail,
    children: (
      <>
        <p class="kind">{status}</p>
        <h1>{title}</h1>
        <p class="context">{detail}</p>
        {more}
        {successor && (
          <p>
            <a href={successor}>{successor}</a>
          </p>
        )}
        {requestId && (
          <p>
            Request <code>{requestId}</code>
          </p>
        )}
        <p>
          <a href={`${origin}/`}>{messages.home}</a>
        </p>
      </>
    ),
  })
}
