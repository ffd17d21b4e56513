import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eraseFromData, findInData } from '../../src/editing/erase-signatory.ts'
import { readGivenIds, wasGiven } from '../../src/editing/given-ids.ts'
import { emptyMemory, printMemory } from '../../src/editing/import/memory.ts'

describe('a letter’s folder', () => {
  let folder: string
  const write = (file: string, text: string) => writeFile(join(folder, file), text)
  const read = (file: string) => readFile(join(folder, file), 'utf8')
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'undersigned-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('lets somebody go though another row is wrong, remembers a hash of their id, and has nothing to do then', async () => {
    const others = 'id,name,type,role,affiliation,seen\nBad id,,x,,,\n'
    await write('signatories.csv', `${others}ada-example,Ada Example,person,Judge,,yes\n`)
    expect(await findInData(folder, 'ada-example')).toEqual({
      known: [{ id: 'ada-example', name: 'Ada Example', type: 'person', role: 'Judge' }],
      rows: 1,
      imported: false,
      given: true,
    })
    await eraseFromData(folder, 'ada-example')
    expect(await read('signatories.csv')).toBe(others)
    expect(await read('.ids')).not.toContain('ada')
    expect(wasGiven(await readGivenIds(folder), 'ada-example')).toBe(true)
    const gone = { known: [], rows: 0, imported: false, given: true }
    expect(await findInData(folder, 'ada-example')).toEqual(gone)
    await eraseFromData(folder, 'ada-example')
    expect((await readdir(folder)).sort()).toEqual(['.ids', 'signatories.csv'])
  })

  it('forgets what an import gave of them, also where their row is gone', async () => {
    const traces = new Map(['ada', 'bob'].map((id) => [id, [{ identity: 'abcdefghij', values: {} }]]))
    await write('.imported.json', printMemory({ ...emptyMemory(), hasImport: true, traces }))
    expect(await findInData(folder, 'ada')).toMatchObject({ rows: 0, imported: true })
    await eraseFromData(folder, 'ada')
    expect(await read('.imported.json')).not.toContain('"ada"')
    expect(await read('.imported.json')).toContain('"bob"')
  })

  it('that is not there has nobody', async () => {
    expect(await findInData(join(folder, 'none'), 'ada')).toEqual({
      known: [],
      rows: 0,
      imported: false,
      given: false,
    })
  })
})
