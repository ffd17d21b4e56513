import { expect, test } from 'vitest'
import { readSignatories } from '../../src/editing/read-signatories.ts'
import { chunked, utf8 } from './bytes.ts'

/** What is said of a row whose name, role and affiliation are these. */
const said = async (name: string, role = '', affiliation = ''): Promise<unknown[]> => {
  const csv = `id,type,name,role,affiliation\na,person,${name},${role},${affiliation}\n`
  return Array.fromAsync(readSignatories('signatories.csv', chunked(utf8(csv))), (item) =>
    'message' in item ? `${item.line}:${item.column} ${item.message}` : item.name,
  )
}

test.each([
  ['an address in the name', ['Ada ada@example.org'], '2:10 the name holds an e-mail address'],
  ['one in another column', ['Ada', 'Lead (ada@example.org)'], '2:14 the role holds an e-mail address'],
  ['one that is spelt', ['Ada', '', 'ada (at) example.org'], '2:15 the affiliation holds an e-mail address'],
  ['a zero-width space', ['A\u200bda'], '2:10 the name holds an invisible character, U+200B'],
  ['mojibake', ['JosÃ©'], '2:10 “JosÃ©” was read in a wrong encoding somewhere on its way'],
  [
    'mojibake of punctuation',
    ['Adaâ€™s'],
    '2:10 “Adaâ€™s” was read in a wrong encoding somewhere on its way',
  ],
  [
    'mojibake of another script',
    ['ÐÐ²Ð°Ð½'],
    '2:10 “ÐÐ²Ð°Ð½” was read in a wrong encoding somewhere on its way',
  ],
  ['a spreadsheet’s error', ['Ada', '', '#REF!'], '2:15 #REF! is a spreadsheet’s error, not a value'],
])('%s is an error where it stands, and is not repeated', async (_, values, expected) => {
  const [name = '', role, affiliation] = values
  expect(await said(name, role, affiliation)).toEqual([expected])
})

test.each([
  'Siobhán Ó’Brien',
  '„Initiative CAFÉ“',
  'JYVÄSKYLÄ’S',
  'MUÑ’',
  '@ada@social.example',
  'سارا\u200cنمونه',
  '👩\u200d💻 Ada',
  'Ada @ Example',
  'Team #1',
])('what means something stays: %s', async (name) => {
  expect(await said(name)).toEqual([name])
})
