import { expect, test } from 'vitest'
import { createFormatter } from '../../src/page/formatter.ts'
import { LANGUAGES } from '../../src/page/languages.ts'

test.each(LANGUAGES)(
  'numbers in %s are as the language has them, with and without a format made',
  (language) => {
    const { format } = new Intl.NumberFormat(language)
    const { number } = createFormatter(language)
    for (let n = 0; n < 1_100; n++) expect(number(n)).toBe(format(n))
    expect(number(1_234_567)).toBe(format(1_234_567))
  },
)
