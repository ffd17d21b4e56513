/** Says which colours cannot be read. Runs in the Worker and in the builder's script, so that both say the same. */
import { unreadable } from '../contrast.ts'
import type { EmbedOptions } from '../options.ts'

/**
 * @param template with `{colours}` where they are to stand
 * @param label what a colour is called
 * @returns nothing where all can be read
 */
export const contrastWarning = (
  colours: EmbedOptions['colours'],
  language: string,
  template: string,
  label: (name: 'text' | 'accent') => string,
): string => {
  const { format } = new Intl.NumberFormat(language)
  const weak = unreadable(colours).map(({ name, ratio }) => `${label(name)} ${format(ratio)}`)
  return weak.length === 0 ? '' : template.replace('{colours}', new Intl.ListFormat(language).format(weak))
}
