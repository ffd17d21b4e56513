import { interpolate } from './interpolate.ts'
import type { Child } from './jsx-runtime.ts'
import type { Messages } from './messages.ts'

/** Until when a letter can be signed: its last day, which is named as it is and over once it is over everywhere. */
export const closesOn = (day: string, messages: Messages): Child =>
  interpolate(messages.closes, {
    date: <time datetime={day}>{messages.dateIn(messages.language, day)}</time>,
  })
