import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { exitOf } from '../../src/cli/exit.ts'
import { NotPublished, NotShown } from '../../src/publishing/errors.ts'

it('says of a full disk that it is one, and where room is needed', () => {
  const error = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  const { code, message } = exitOf(error)
  expect(code).toBe(1)
  expect(message).toContain('The disk is full')
  expect(message).toContain(tmpdir())
})

it('says of a file that may not be written what most often keeps it from that', () => {
  for (const code of ['EACCES', 'EBUSY', 'EPERM', 'EROFS']) {
    const error = Object.assign(new Error(`${code}: rename 'signatories.csv.new' -> 'signatories.csv'`), {
      code,
    })
    expect(exitOf(error)).toEqual({
      code: 1,
      message: `${error.message}. Where another program has the file open, such as a spreadsheet, close it there; else see whether you may write it`,
    })
  }
  expect(exitOf(undefined)).toEqual({ code: 1, message: 'undefined' })
})

it('says what to do where a store does not show what was written, and does not call it done', () => {
  const { code, message } = exitOf(new NotShown(['letter/a-letter']))
  expect(code).toBe(1)
  expect(message).toContain('letter/a-letter')
  expect(message).toContain('undersigned verify')
})

it('says where it looked when nothing is published, and nothing of it when a letter was asked for', () => {
  expect(exitOf(new NotPublished(undefined, []))).toEqual({
    code: 1,
    message:
      'Nothing is published here yet. undersigned publish does that. Without --remote it is this machine alone that is looked at.',
  })
  expect(exitOf(new NotPublished('leter', []))).toEqual({
    code: 2,
    message: 'There is no live letter leter; nothing is published here yet',
  })
})
