/**
 * What `site.yaml` may say: whose site it is. Every key may be left out, and then it is as the defaults here say.
 * An error is what stands behind the key's name: `what is wrong; what would be right`.
 */
import * as z from 'zod/mini'
import { languageProblem } from '../../editing/read-translation.ts'
import { isLocal } from '../../http/local.ts'
import { LinkAddress } from '../../letter/schema.ts'
import { isUrl, recognisedUrl } from '../../letter/web-address.ts'
import { COLOUR, type Ground, readable, tooFaint } from './accent.ts'

const notText = { error: 'is not text; put it in quotation marks' }

/** A text of one line. */
const line = z
  .string(notText)
  .check(
    z.trim(),
    z.normalize(),
    z.minLength(1, { error: 'is empty; write it, or delete the line' }),
    z.regex(/^[^\r\n]*$/, { error: 'is more than one line; join its lines' }),
    z.maxLength(300, { error: 'is longer than 300 characters; shorten it' }),
  )

const language = line.check(
  z.refine((tag) => languageProblem(tag) === undefined, {
    error: ({ input }) => {
      const { message, hint } = languageProblem(String(input)) ?? { message: '', hint: '' }
      return `: ${message}; ${hint}`
    },
  }),
)

/** Where a host is: scheme and host, and a port where it has one. */
const originOf = (value: string): string | undefined => {
  const url = URL.parse(value)
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '' ? url.origin : undefined
}
const origin = line.check(
  z.refine((value) => originOf(value) === value, {
    error: ({ input }) => {
      const meant = originOf(String(input)) ?? originOf(`https://${input}`) ?? 'https://letters.example.org'
      return `is “${input}”, and not a scheme and a host alone; write ${meant}`
    },
  }),
)

const whichAddress = ({ input }: { input?: unknown }) =>
  `is “${input}”, which is no web address; write ${recognisedUrl(String(input)) ?? 'one that begins with https://'}`
const address = line.check(z.refine(isUrl, { error: whichAddress }))

/** Where a link at the foot of pages leads: also to a mail. */
const target = line.check(
  z.refine((value) => isUrl(value) || (/^mailto:/.test(value) && LinkAddress.safeParse(value).success), {
    error: whichAddress,
  }),
)

const colour = (ground: Ground) =>
  z.string(notText).check(
    z.trim(),
    z.regex(COLOUR, {
      error: ({ input }) => {
        const short = /^#?([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(String(input))
        const long = /^#?([0-9a-f]{6})$/i.exec(String(input))
        const meant = short
          ? `#${short
              .slice(1)
              .map((digit) => digit + digit)
              .join('')}`
          : long && `#${long[1]}`
        return `is not a colour of six hexadecimal digits; write ${meant ? `"${meant}"` : 'for example "#7d1f2c", with the quotation marks'}`
      },
      abort: true,
    }),
    z.refine((value) => tooFaint(value, ground) === undefined, {
      error: ({ input }) =>
        `${input} has a contrast of ${tooFaint(String(input), ground)} to 1 with the ${ground} ground, and text needs 4.5 (WCAG 2.2, AA); write for example "${readable(String(input), ground)}"`,
    }),
  )

/** Where events go: encrypted, and by name, for an address in numbers may be one inside a network; or on this machine. */
const isReceiver = (value: string): boolean => {
  const { protocol, hostname, username, password, hash } = URL.parse(value) ?? {}
  const isNamed = protocol === 'https:' && /\.(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(hostname ?? '')
  return (isNamed && !hostname?.endsWith('.localhost') && !username && !password && !hash) || isLocal(value)
}
const receiver = (wrong: (input: unknown) => string) =>
  line.check(
    z.refine(isReceiver, {
      error: ({ input }) =>
        `${wrong(input)}; write one that begins with https:// and the name of a host, without a password`,
    }),
  )

const notKeys = 'is not a list of keys and values; write them below it, indented'

/** Markdown in each language that it is there in. */
const texts = z
  .record(
    z.string(),
    z
      .string(notText)
      .check(z.refine((text) => text.trim() !== '', { error: 'is empty; write it, or delete it' })),
    {
      error:
        'does not say its language; write below it, indented, en: | and below that, indented further, the text',
    },
  )
  .check(({ value, issues }) => {
    for (const tag of Object.keys(value)) {
      const problem = languageProblem(tag)
      if (problem)
        issues.push({
          code: 'custom',
          path: [tag],
          message: `: ${problem.message}; ${problem.hint}`,
          input: value,
        })
    }
  })

const origins = {
  /** Where readers find the letters. */
  origin: z.optional(origin),
  /** Where the sign-on Worker answers, if that is another host. */
  sign_origin: z.optional(origin),
}

/** What a site is called that has not said so. */
export const DEFAULT_NAME = 'Undersigned'

export const SiteFile = z.strictObject(
  {
    name: z._default(
      line.check(z.maxLength(100, { error: 'is longer than 100 characters; shorten it' })),
      DEFAULT_NAME,
    ),
    ...origins,
    staging: z.optional(z.strictObject(origins, { error: notKeys })),
    /** Of the home page and the name. */
    language: z._default(language, 'en'),
    /** The path of an SVG, from the project's root. */
    logo: z.optional(
      line.check(z.regex(/\.svg$/i, { error: 'is not the path of an SVG; write for example logo.svg' })),
    ),
    accent: z.optional(
      z.strictObject(
        { light: colour('light'), dark: colour('dark') },
        {
          error: ({ input }) =>
            typeof input === 'string' && COLOUR.test(input)
              ? `is one colour, and none can be read on both the light and the dark ground; write accent: { light: "${readable(input, 'light')}", dark: "${readable(input, 'dark')}" }`
              : 'is not two colours; write for example accent: { light: "#7d1f2c", dark: "#f0a8a4" }',
        },
      ),
    ),
    introduction: z.optional(texts),
    imprint: z.optional(texts),
    privacy: z.optional(texts),
    /** Who answers for the data of those who sign. */
    controller: z.optional(line),
    /** How they are reached: an address of any kind. */
    contact: z.optional(line),
    links: z._default(
      z.array(
        z.strictObject({ text: line, url: target }, { error: 'is not a link; write - text: and url:' }),
        {
          error: 'is not a list; begin each of its links with - text: and, below that, url:',
        },
      ),
      [],
    ),
    /** Under which the letters and lists may be used. */
    licence: z.optional(z.strictObject({ name: line, url: address }, { error: notKeys })),
    /** Who is told of letters that changed. */
    webhooks: z._default(
      z
        .array(
          receiver((input) => `has ${input}, to which no event is sent`),
          { error: 'is not a list; write - and an address on each line below it' },
        )
        .check(
          z.refine((list) => !Array.isArray(list) || list.length <= 5, {
            error: 'are more than five; keep five',
          }),
        ),
      [],
    ),
    /** The WebSub hub that hands the feeds on. */
    hub: z.optional(receiver((input) => `is ${input}, which no hub is told at`)),
    robots: z._default(
      z.enum(['index', 'noindex'], {
        error: 'can be index or noindex; write noindex to keep the site out of search engines',
      }),
      'index',
    ),
  },
  { error: 'is not a list of keys and values; write key: value on each line' },
)

export type SiteFile = z.infer<typeof SiteFile>
