import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ignoreInGit } from '../../src/editing/import/memory-file.ts'
import { checkList, type ListFile, printList, readList, saveList } from '../../src/editing/list-file.ts'
import { letterFolder } from '../../src/editing/read-data.ts'

let data: string
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'undersigned-data-'))
})
afterEach(() => rm(data, { recursive: true }))

const open = async (): Promise<ListFile> => {
  const list = await readList('.', data)
  return 'problems' in list ? expect.fail(JSON.stringify(list.problems)) : list
}

test('ids stay on record after their rows went, also by hand, and are no part of the letter', async () => {
  await writeFile(join(data, 'signatories.csv'), 'id,name\na,A\nb,B\n')
  const list = await open()
  expect(list.wasGiven('a')).toBe(false)
  await saveList(list, [...list.signatories, { id: 'c', type: 'organisation', name: 'C' }])
  await writeFile(join(data, 'signatories.csv'), 'id,name\nb,B\n')
  const later = await open()
  expect(['a', 'b', 'c', 'd'].map(later.wasGiven)).toEqual([true, true, true, false])
  expect((await letterFolder('.', data)).files.map(({ name }) => name)).toEqual(['signatories.csv'])
})

test('the id of whoever a change takes out is put on record, too', async () => {
  await writeFile(join(data, 'signatories.csv'), 'id,name\na,A\nb,B\n')
  const list = await open()
  await saveList(
    list,
    list.signatories.filter(({ id }) => id !== 'a'),
  )
  const later = await open()
  expect(later.signatories.map(({ id }) => id)).toEqual(['b'])
  expect(later.wasGiven('a')).toBe(true)
})

test('what an import gave is written where it is new, and left alone where it is not', async () => {
  await writeFile(join(data, 'signatories.csv'), 'id,name\na,A\n')
  const list = await open()
  await saveList(list, list.signatories)
  expect(await readdir(data)).not.toContain('.imported.json')
  const memory = { ...list.memory, hasImport: true }
  await saveList(list, list.signatories, memory)
  expect((await open()).memory).toEqual(memory)
})

test('a list in which something is wrong is none to be changed: all of it is said', async () => {
  await writeFile(join(data, 'signatories.csv'), 'id,name\nA,A\nb,\n')
  const list = await readList('.', data)
  expect('problems' in list && list.problems.map(({ line }) => line)).toEqual([2, 3])
  await writeFile(join(data, 'signatories.csv'), 'id,name\na,A\n')
  const right = await open()
  const twice = printList(right, [...right.signatories, ...right.signatories])
  expect((await checkList(right, twice)).map(({ message }) => message)).toEqual([
    'the id “a” is already that of line 2',
  ])
  expect(await checkList(right, printList(right, right.signatories))).toEqual([])
})

test('a list that is not there yet is empty, and is made', async () => {
  await saveList(await open(), [{ id: 'a', type: 'organisation', name: 'A' }])
  expect(await readFile(join(data, 'signatories.csv'), 'utf8')).toBe('id,name,type\r\na,A,organisation\r\n')
})

test('a list that has a header and no row is empty, and is filled as it is written', async () => {
  await writeFile(join(data, 'signatories.csv'), 'name;id\n')
  const list = await open()
  expect(list.signatories).toEqual([])
  await saveList(list, [{ id: 'a', type: 'organisation', name: 'A' }])
  expect(await readFile(join(data, 'signatories.csv'), 'utf8')).toBe('name;id\nA;a\n')
})

test('a memory that is damaged is said, with what to do', async () => {
  await writeFile(join(data, '.imported.json'), '{')
  await expect(readList('.', data)).rejects.toThrow('.imported.json is damaged; delete it')
})

const IGNORED = 'data/*/.imported.json*\n'
test.each([
  [undefined, IGNORED],
  ['', IGNORED],
  ['build/', `build/\n${IGNORED}`],
  ['build/\n', `build/\n${IGNORED}`],
  [`build/\r\ndata/*/.imported.json*\r\n`, `build/\r\ndata/*/.imported.json*\r\n`],
])('git is told once what to pass over, in a line of its own: %j', async (before, after) => {
  const file = join(data, '.gitignore')
  if (before !== undefined) await writeFile(file, before)
  await ignoreInGit(file)
  await ignoreInGit(file)
  expect(await readFile(file, 'utf8')).toBe(after)
})
