import { beforeEach, describe, expect, it } from 'vitest'
import { emptyKv } from '../../kv.ts'
import { letterSignedBy } from '../../letters.ts'
import { publish, startWorker } from '../../worker.ts'

beforeEach(async () => {
  await emptyKv()
  await publish(letterSignedBy(3))
})

const get = (path: string) => startWorker().fetch(path)

describe('a query that is wrong', () => {
  it.each([
    [
      'limit=0',
      'limit is less than 1. Allowed here: limit, cursor, sort, q, type, country, signed_after, status, widget, at, fields, lang.',
    ],
    [
      'limit=501',
      'limit is more than 500. Allowed here: limit, cursor, sort, q, type, country, signed_after, status, widget, at, fields, lang.',
    ],
    [
      'limit=ten',
      'limit is not a whole number. Allowed here: limit, cursor, sort, q, type, country, signed_after, status, widget, at, fields, lang.',
    ],
    [
      'limit=1&limit=2',
      'limit is given more than once. Allowed here: limit, cursor, sort, q, type, country, signed_after, status, widget, at, fields, lang.',
    ],
    [
      'cursor=abc',
      'cursor is not a cursor that this API gave out. Allowed here: limit, cursor, sort, q, type, country, signed_after, status, widget, at, fields, lang.',
    ],
    [
      'page=2',
      'page is not a parameter here. Allowed here: limit, cursor, sort, q, type, country, signed_after, status, widget, at, fields, lang.',
    ],
    [
      'page=2&limit=x',
      'limit is not a whole number; page is not a parameter here. Allowed here: limit, cursor, sort, q, type, country, signed_after, status, widget, at, fields, lang.',
    ],
  ])('%s is refused with what would be right', async (query, detail) => {
    const response = await get(`/v1/letters/a-letter/signatories?${query}`)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ title: 'Bad query', detail })
  })

  it('is refused where nothing can be asked', async () => {
    const response = await get('/v1/openapi.json?x=1')
    expect(await response.json()).toMatchObject({
      detail: 'x is not a parameter here. Allowed here: no parameters.',
    })
  })
})
