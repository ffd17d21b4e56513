import bundled from '../../build/messages.json'
import { createMessages, type Messages } from './messages.ts'

let messages: Messages | undefined

/** What pages say in a language that we do not speak. Made when first asked for: Intl objects are slow to make. */
export const english = (): Messages => {
  messages ??= createMessages('en', bundled)
  return messages
}
