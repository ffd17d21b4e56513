import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { exitOf } from '../../src/cli/exit.ts'
import { NotShown } from '../../src/publishing/errors.ts'

it('says of a full disk that it is one, and where room is needed', () => {
  const error = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  const { code, message } = exitOf(error)
  expect(code).toBe(1)
  expect(message).toContain('The disk is full')
  expect(message).toContain(tmpdir())
})

it('says what to do where a store does not show what was written, and does not call it done', () => {
  const { code, message } = exitOf(new NotShown(['letter/a-letter']))
  expect(code).toBe(1)
  expect(message).toContain('letter/a-letter')
  expect(message).toContain('undersigned verify')
})
