/** How the number of signatures grew, on a letter's page. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { SignedLetter } from '../../../../src/letter/schema.ts'
import { emptyKv } from '../../../kv.ts'
import { letterSignedBy } from '../../../letters.ts'
import { publish, startWorker } from '../../../worker.ts'

beforeEach(emptyKv)

const figure = async (path = '/letters/a-letter'): Promise<string | undefined> => {
  const response = await startWorker().fetch(path)
  expect(response.status).toBe(200)
  return /<figure class="growth">.*?<\/figure>/s.exec(await response.text())?.[0]
}

const signedOn = (days: (string | undefined)[]): SignedLetter => {
  const letter = letterSignedBy(days.length)
  const signatories = letter.signatories.map((each, n) => ({ ...each, ...(days[n] && { signed: days[n] }) }))
  return { ...letter, signatories }
}
const cells = (html = '') => Array.from(html.matchAll(/<td>(.*?)<\/td>/g), ([, cell]) => cell)

describe('a letter’s page', () => {
  it('draws its publications: steps from nought, to scale, with the same in a table', async () => {
    await publish(letterSignedBy(2), '2020-03-01T12:00:00.000Z')
    await publish(letterSignedBy(8), '2020-03-02T12:00:00.000Z')
    const { head } = await publish(letterSignedBy(4), '2020-03-05T12:00:00.000Z')
    const html = await figure()
    expect(html).toContain('d="M0 100H0V75H24.04V0H96.15V50H100V100"')
    expect(html).toContain('<title>Signatures over time</title><desc>1 March 2020: 2; 5 March 2020: 4</desc>')
    expect(cells(html)).toEqual(['2', '8', '4'])
    expect(html).not.toContain('without a date')
    expect(await figure(`/letters/a-letter?cursor=${head.revision.id}.1`)).toBeUndefined()
    expect(await figure(`/letters/a-letter/revisions/${head.revision.id}`)).toBeUndefined()
  })

  it('draws the days on which most signed, and says of how many it knows none', async () => {
    await publish(signedOn(['2020-03-01', '2020-03-11', undefined]))
    const html = await figure()
    expect(html).toContain('d="M0 100H0V50H96.15V0H100V100"')
    expect(html).toContain('1 more without a date')
  })

  it('draws no more than sixty days or so, the first and the last among them', async () => {
    const days = Array.from({ length: 200 }, (_, n) =>
      new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10),
    )
    await publish(signedOn(days))
    const numbers = cells(await figure())
    expect(numbers.length).toBeLessThanOrEqual(61)
    expect([numbers[0], numbers.at(-1)]).toEqual(['1', '200'])
  })

  it('draws nothing where there is one number alone', async () => {
    await publish(letterSignedBy(3))
    await publish(letterSignedBy(3, 'a-letter', 'Another title'), '2020-04-01T12:00:00.000Z')
    expect(await figure()).toBeUndefined()
  })
})
