/** What is private stays out, and who said no is not imported. */
import { describe, expect, it } from 'vitest'
import { answerOf } from '../../../src/editing/import/answers.ts'
import {
  cutEmailAddresses,
  hasEmailAddress,
  hideEmailAddresses,
} from '../../../src/letter/email-addresses.ts'
import { mapped, questionsOf, refusedOf, signatoriesOf } from './mapped.ts'

const names = (result: Awaited<ReturnType<typeof mapped>>) => signatoriesOf(result).map(({ name }) => name)

describe('an e-mail address', () => {
  it.each([
    ['Ada Example (ada@example.org)', 'Ada Example'],
    ['Ada Example <ada@example.org>', 'Ada Example'],
    ['Ada Example \\<ada@example.org\\>', 'Ada Example'],
    ['Ada Example, ada.b+c@sub.example.co.uk, Example Org', 'Ada Example, Example Org'],
    ['Ada Example, E-mail: ada@example.org', 'Ada Example'],
    ['Ada Example ada (at) example.org', 'Ada Example'],
    ['Ada Example – ada [at] example [dot] org', 'Ada Example'],
    ['mailto:ada@example.org', ''],
    ['jörg@exämple.de', ''],
    ['@carl@social.example (carl@example.org)', '@carl@social.example'],
  ])('is cut out of “%s”', (text, rest) => {
    expect(hasEmailAddress(text)).toBe(true)
    expect(cutEmailAddresses(text)).toBe(rest)
    expect(hasEmailAddress(hideEmailAddresses(text))).toBe(false)
  })

  it('is neither a fediverse handle nor an at in words', () => {
    for (const text of [
      '@ada@social.example',
      'https://social.example/@ada@other.example',
      'Meet (at) home',
      'a @ b',
    ]) {
      expect(hasEmailAddress(text)).toBe(false)
      expect(cutEmailAddresses(text)).toBe(text)
    }
  })

  it('is not imported from any field, and never becomes a link', async () => {
    const csv = [
      'name,org,role,website,country',
      'Ada Example (ada@example.org),Org <org@example.org>,Lead; lead@example.org,ada@example.org,KE',
      'Bo Example,Org,Lead,mailto:bo@example.org,KE',
      'Cleo Example,Org,Lead,https://cleo@example.org,cleo@example.org',
      'Dan Example,Org,Lead,https://x.example/?mail=dan%40example.org,KE',
      'Eve Example,Org,Lead,https://eve.example,KE',
    ].join('\n')
    const result = await mapped('list.csv', csv)
    expect(signatoriesOf(result)).toEqual([
      { type: 'person', name: 'Ada Example', affiliation: 'Org', role: 'Lead', country: 'KE' },
      { type: 'person', name: 'Bo Example', affiliation: 'Org', role: 'Lead', country: 'KE' },
      { type: 'person', name: 'Cleo Example', affiliation: 'Org', role: 'Lead' },
      { type: 'person', name: 'Dan Example', affiliation: 'Org', role: 'Lead', country: 'KE' },
      {
        type: 'person',
        name: 'Eve Example',
        affiliation: 'Org',
        role: 'Lead',
        country: 'KE',
        url: 'https://eve.example',
      },
    ])
    expect(result.warnings.map(({ message }) => message)).toEqual(
      expect.arrayContaining([expect.stringContaining('e-mail address')]),
    )
  })

  it('stays out of lines of text', async () => {
    const markdown =
      '- Ada Example <ada@example.org>\n- [Bo Example](mailto:bo@example.org)\n- Cleo Example (cleo@example.org), Org\n'
    const result = await mapped('list.md', markdown, { type: 'person' })
    expect(signatoriesOf(result)).toEqual([
      { type: 'person', name: 'Ada Example' },
      { type: 'person', name: 'Bo Example' },
      { type: 'person', name: 'Cleo Example', affiliation: 'Org' },
    ])
  })
})

describe('an answer', () => {
  it.each([
    [
      'yes',
      'Yes|yes, please|Y|TRUE|1|x|✓|I agree|Oui|Oui, vous pouvez|VRAI|Sí|VERDADERO|Sim|Ja, gerne|WAHR|Да|ИСТИНА|نعم|أوافق|是|同意|No objection|2024-01-02T03:04:05Z',
    ],
    [
      'no',
      'No|no thanks|N|FALSE|0|I do not agree|Non|FAUX|Falso|Não|Nein danke|FALSCH|Нет|ЛОЖЬ|لا|否|不同意',
    ],
    ['shown', 'Public|published|Approved|verified|öffentlich|публично|公开|confirmado'],
    [
      'hidden',
      'Private|Anonymous|Please hide my name|pending|unverified|spam|privé|anónimo|vertraulich|скрыто|خاص|匿名',
    ],
    ['withdrawn', 'Withdrawn|retiré|zurückgezogen|отозвано|撤回'],
    [undefined, '|Maybe later|Yes, but not my affiliation|Ask me|Ja, anonym|Ada Example'],
  ])('%s', (answer, texts) => {
    for (const text of texts.split('|')) expect([text, answerOf(text)]).toEqual([text, answer])
  })
})

describe('who said no', () => {
  it.each([
    ['May we publish your name?,Verified', 'Yes,TRUE', 'No,TRUE'],
    ['Public', 'true', 'false'],
    ['Visibility', 'public', 'private'],
    ['Verified', '1', '0'],
    ['Anonymous', 'No', 'Yes'],
    ['Anonymous?', '', 'x'],
    ['Hide my name', 'FALSE', 'TRUE'],
    ['Souhaitez-vous que votre nom soit publié ?', 'Oui', 'Non'],
    ['¿Podemos publicar su nombre?', 'Sí', 'No'],
    ['Podemos publicar o seu nome?', 'Sim', 'Não'],
    ['Dürfen wir Ihren Namen veröffentlichen?', 'Ja', 'Nein'],
    ['Согласны ли вы на публикацию имени?', 'Да', 'Нет'],
    ['هل توافق على نشر اسمك؟', 'نعم', 'لا'],
    ['是否同意公开姓名', '是', '否'],
    ['Status', 'approved', 'pending'],
    ['Confirmed at', '2024-01-02 03:04', ''],
    ['Show my name', 'checked', ''],
  ])('under “%s” is not imported and counted', async (header, yes, no) => {
    const result = await mapped(
      'list.csv',
      `Name;Organisation;${header.replaceAll(',', ';')}\nAda Example;Org;${yes.replaceAll(',', ';')}\nHidden Person;Org;${no.replaceAll(',', ';')}\n`,
    )
    expect(result.questions).toEqual([])
    expect(names(result)).toEqual(['Ada Example'])
    expect(Object.values(refusedOf(result))).toEqual([[3]])
  })

  it('is not told from who said something else: that is a question', async () => {
    const csv =
      'Name,Org,May we publish your name?\nAda Example,Org,Yes\nBo Example,Org,Maybe later\nCleo Example,Org,\n'
    const open = await mapped('list.csv', csv)
    expect(open.questions).toMatchObject([
      {
        about: 'answer',
        value: 'Maybe later',
        hint: expect.stringContaining('--where "May we publish your name?=Yes"'),
      },
    ])
    const only = await mapped('list.csv', csv, {
      where: new Map([['May we publish your name?', new Set(['Yes'])]]),
    })
    expect(only.questions).toEqual([])
    expect(names(only)).toEqual(['Ada Example'])
    const all = await mapped('list.csv', csv, { leaveOut: new Set(['May we publish your name?']) })
    expect(names(all)).toHaveLength(3)
    const asked = await mapped('list.csv', csv, {
      answers: new Map([['May we publish your name?', new Map([['Maybe later', true]])]]),
    })
    expect(names(asked)).toEqual(['Ada Example', 'Bo Example'])
  })

  it('is asked about where a state is missing', async () => {
    const csv = 'Name,Org,Status\nAda Example,Org,approved\nBo Example,Org,\n'
    expect(questionsOf(await mapped('list.csv', csv))).toEqual(['answer Status'])
  })

  it('is nobody where a column only sounds like it', async () => {
    const csv = 'Public name,Organisation,State\nAda Example,Org,Ohio\n'
    expect(signatoriesOf(await mapped('list.csv', csv))).toEqual([
      { type: 'person', name: 'Ada Example', affiliation: 'Org' },
    ])
  })
})

describe('who withdrew', () => {
  it.each([
    ['withdrawn', '2024-05-06', '2024-05-06'],
    ['Withdrawn on', '06.05.2024', '2024-05-06'],
    ['withdrawn', 'yes', '2028-01-01'],
    ['Zurückgezogen', 'ja', '2028-01-01'],
    ['Status', 'withdrawn', '2028-01-01'],
  ])('under “%s” comes as withdrawn', async (header, value, day) => {
    const other = header === 'Status' ? 'approved' : ''
    const result = await mapped(
      'list.csv',
      `Name,Organisation,${header}\nAda Example,Org,${value}\nBo Example,Org,${other}\n`,
    )
    expect(signatoriesOf(result).map(({ withdrawn }) => withdrawn)).toEqual([day, undefined])
  })
})

describe('what is no name', () => {
  it('is not imported, and said', async () => {
    const lines = [
      'Ada Example',
      'Anonymous',
      'Name withheld',
      'Anonyme',
      'Anonymous (teacher)',
      'Name withheld by request',
      '匿名',
      'Аноним',
      'and 30 others',
      '+ 12 more',
      'et 5 autres',
      'und 7 weitere',
      'On behalf of 12 organisations',
      '=1+1',
      '🦀',
      'Full name',
      'Unterzeichnende',
      'Bo Example',
    ]
    const result = await mapped(
      'list.csv',
      `Name,Organisation\n${lines.map((line) => `${line},Org`).join('\n')}\n`,
    )
    expect(names(result)).toEqual(['Ada Example', 'Bo Example'])
    expect(refusedOf(result)).toEqual({
      anonymous: [3, 4, 5, 6, 7, 8, 9],
      'counts others': [10, 11, 12, 13, 14],
      'no letter in the name': [15, 16],
      'the header again': [17, 18],
    })
    expect(result.warnings).toContainEqual(
      expect.objectContaining({
        line: 10,
        hint: expect.stringContaining('everybody listed has a name that can be found, cited and withdrawn'),
      }),
    )
  })

  it('leaves out who is struck through or not ticked', async () => {
    const result = await mapped(
      'list.md',
      '## Signatories\n\n- [x] Ada Example\n- [ ] Bo Example\n- ~~Cleo Example~~\n- [x] Dan Example\n',
    )
    expect(names(result)).toEqual(['Ada Example', 'Dan Example'])
    expect(refusedOf(result)).toEqual({ 'box not ticked': [4], 'struck through': [5] })
  })

  it('may look like it', async () => {
    const lines = [
      '350.org',
      'ARTICLE 19',
      '38 Degrees',
      'Total Energies',
      'One Hundred Others',
      'None of Your Business',
      'Private Eye',
    ]
    const result = await mapped('list.csv', `Organisation\n${lines.join('\n')}\n`)
    expect(names(result)).toEqual(lines)
  })
})
