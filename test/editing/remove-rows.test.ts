import { describe, expect, it } from 'vitest'
import { removeRows } from '../../src/editing/remove-rows.ts'

const without = (csv: string, id = 'ada') => Buffer.from(removeRows(Buffer.from(csv), id).csv).toString()

describe('a list without somebody', () => {
  it.each([
    ['id,name\nada,Ada\nbob,Bob\n', 'id,name\nbob,Bob\n'],
    ['id,name\nbob,Bob\nada,Ada\n', 'id,name\nbob,Bob\n'],
    ['id,name\r\nbob,Bob\r\nada,Ada', 'id,name\r\nbob,Bob'],
    ['id,name\nbob,Bob\nada,Ada\nada,Ada', 'id,name\nbob,Bob'],
    ['\uFEFFName;ID\n"Ada; ""the"" first\nand last";"ada"\nÉva ;bob\n\n', '\uFEFFName;ID\nÉva ;bob\n\n'],
    ['id,name\nadam,Ada\nbob,ada\n', 'id,name\nadam,Ada\nbob,ada\n'],
    ['id,name\nada,Ada\n', 'id,name\n'],
    ['id,name\nada,Ada\nbob,Bob', 'id,name\nbob,Bob'],
    ['id,name\nbob,Bob', 'id,name\nbob,Bob'],
    ['id,name\r\nbob,"ada,\r\nada"\r\nada,Ada\r\n', 'id,name\r\nbob,"ada,\r\nada"\r\n'],
    ['id,name\rada,Ada\rbob,Bob\r', 'id,name\rbob,Bob\r'],
    ['', ''],
  ])('%j is %j', (csv, left) => {
    expect(without(csv)).toBe(left)
  })

  it('keeps its header line, also where that has the id', () => {
    expect(without('name,id\nId,id\nBob,bob\n', 'id')).toBe('name,id\nBob,bob\n')
    expect(without('name,id\nName,name\nBob,bob\n', 'name')).toBe('name,id\nBob,bob\n')
  })

  it('comes with what the rows said, of a row that ends too early nothing more', () => {
    const { removed } = removeRows(Buffer.from('id,Name,role\nada,"Ada, the first",Judge\nada,Ada\n'), 'ada')
    expect(removed).toEqual([
      { id: 'ada', name: 'Ada, the first', role: 'Judge' },
      { id: 'ada', name: 'Ada', role: '' },
    ])
  })
})
