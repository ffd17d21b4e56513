import { expect, onTestFinished, test, vi } from 'vitest'
import { createFormatter, dateIn, listIn } from '../../src/page/formatter.ts'
import { territory } from '../../src/page/forms.ts'
import { LANGUAGES } from '../../src/page/languages.ts'
import { messagesIn } from '../messages.ts'

test.each(LANGUAGES)(
  'numbers in %s are as the language has them, with and without a format made',
  (language) => {
    const { format } = new Intl.NumberFormat(language)
    const { number } = createFormatter(language)
    for (let n = 0; n < 1_100; n++) expect(number(n)).toBe(format(n))
    expect(number(1_234_567)).toBe(format(1_234_567))
  },
)

test.each(LANGUAGES)('dates, lists and country in %s are what Intl has, without loading it', (language) => {
  // Which space stands in a date differs between versions of the data that Intl has.
  const spaced = (date: string) => date.replace(/\s/g, ' ')
  const instants = Array.from({ length: 366 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString())
  const lengths = [0, 1, 2, 3]
  const messages = messagesIn(language)
  const dates = () => instants.map((instant) => spaced(messages.dateIn(language, instant)))
  const asked = instants.map((instant) => spaced(dateIn(language, instant)))
  const others = [lengths.map((length) => listIn(language, length)), territory(language)]
  // Whose months begin within those of the Gregorian calendar.
  if (language === 'fa') expect(dates()).toEqual(asked)
  vi.stubGlobal('Intl', undefined)
  onTestFinished(() => void vi.unstubAllGlobals())
  if (language !== 'fa') expect(dates()).toEqual(asked)
  expect([lengths.map(messages.list), messages.territory(language)]).toEqual(others)
})
