/** Dates, countries and web addresses: one bad value costs one value. */
import { describe, expect, it } from 'vitest'
import { countryOf, whyNoCountry } from '../../../src/editing/countries.ts'
import { readDateColumn } from '../../../src/editing/import/dates.ts'
import { webAddressIn } from '../../../src/editing/import/web-addresses.ts'
import { mapped, questionsOf, signatoriesOf } from './mapped.ts'

describe('a date', () => {
  it.each([
    '2024-03-01',
    '2024/03/01',
    '2024.03.01',
    '20240301',
    '2024-03-01T10:00:00.000Z',
    '2024-03-01 10:00:00 UTC',
    '2024/03/01 3:04:05 PM GMT+1',
    '1.3.2024',
    '01.03.2024 12:00',
    '1 March 2024',
    'March 1, 2024',
    '1-Mar-2024',
    'Fri Mar 01 2024 10:00:00 GMT+0000',
    'Fri, 01 Mar 2024 10:00:00 GMT',
    '1er mars 2024',
    '1 de marzo de 2024',
    '1 de março de 2024',
    '1. März 2024',
    '1 марта 2024 г.',
    '1 مارس 2024',
    '2024年3月1日',
    '٢٠٢٤/٠٣/٠١',
    '1709251200',
    '1709251200000',
    '45352',
    '45352.5',
  ])('is understood as “%s”', (text) => {
    expect(readDateColumn([text], undefined).read(text)).toBe('2024-03-01')
  })

  it.each(['2024-02-30', 'soon', '12', '31.02.2024', '2024-13-01', 'March 2024'])('is not “%s”', (text) => {
    expect(readDateColumn([text], undefined).read(text)).toBeUndefined()
  })

  it('of a column with one day above 12 has the order of that one', () => {
    const dayFirst = readDateColumn(['3/4/2024 9:26:53', '14/3/2024 10:00:01'], undefined)
    expect(dayFirst).toMatchObject({ read: expect.any(Function) })
    expect(dayFirst.ambiguous).toBeUndefined()
    expect(dayFirst.read('3/4/2024 9:26:53')).toBe('2024-04-03')
    const monthFirst = readDateColumn(['3/4/2024', '3/14/2024'], undefined)
    expect(monthFirst.read('3/4/2024')).toBe('2024-03-04')
  })

  it('that may be two days is asked about, and read as the editor says', async () => {
    const csv =
      'Timestamp,Name,Organisation\n3/4/2024 9:26:53,Ada Example,Org\n5/6/2024 9:26:53,Bo Example,Org\n'
    expect(questionsOf(await mapped('list.csv', csv))).toEqual(['dates Timestamp'])
    const days = async (dates: 'dmy' | 'mdy') =>
      signatoriesOf(await mapped('list.csv', csv, { dates })).map(({ signed }) => signed)
    expect(await days('dmy')).toEqual(['2024-04-03', '2024-06-05'])
    expect(await days('mdy')).toEqual(['2024-03-04', '2024-05-06'])
  })

  it('in a column of both orders is read where it is certain, and asked about where it is not', () => {
    const both = readDateColumn(['3/14/2024', '14/03/2024', '5/5/2024'], undefined)
    expect(['3/14/2024', '14/03/2024', '5/5/2024'].map(both.read)).toEqual([
      '2024-03-14',
      '2024-03-14',
      '2024-05-05',
    ])
    expect(both.ambiguous).toBeUndefined()
    expect(readDateColumn(['3/14/2024', '14/03/2024', '3/4/2024'], undefined).ambiguous).toEqual({
      example: '3/4/2024',
      count: 1,
    })
  })

  it('that is to come stays, and is warned of; what is no day is left out', async () => {
    const csv =
      'Date,Name,Organisation\n2028-01-01,Ada Example,Org\n2028-01-02,Bo Example,Org\nsoon,Cleo Example,Org\n'
    const result = await mapped('list.csv', csv)
    expect(signatoriesOf(result).map(({ signed }) => signed)).toEqual(['2028-01-01', '2028-01-02', undefined])
    expect(result.warnings.map(({ line, message }) => [line, message])).toEqual([
      [3, 'a day of signing has not come yet (“2028-01-02” in line 3)'],
      [4, 'signed left out: it is not a day of the calendar (“soon” in line 4)'],
    ])
  })
})

describe('a country', () => {
  it.each([
    [
      'US',
      'US|us|USA|U.S.A.|United States|United States of America|America|États-Unis|Estados Unidos|EE. UU.|EUA|Vereinigte Staaten|США|الولايات المتحدة|美国',
    ],
    [
      'GB',
      'UK|U.K.|GBR|United Kingdom|Great Britain|England|Scotland|Northern Ireland|Royaume-Uni|Reino Unido|Großbritannien|Великобритания|المملكة المتحدة|英国',
    ],
    ['TR', 'Turkey|Türkiye|Turquie|Turquía|Türkei|Турция|تركيا|土耳其'],
    ['MM', 'Myanmar|Burma|Myanmar (Burma)|Birmanie'],
    ['PS', 'Palestine|State of Palestine|Occupied Palestinian Territory|Palästina|فلسطين'],
    ['TW', 'Taiwan|Taïwan|台湾|臺灣'],
    ['CI', "Côte d'Ivoire|Ivory Coast|Cote d’Ivoire|Elfenbeinküste|Costa de Marfil|Кот-д'Ивуар"],
    [
      'CD',
      'DR Congo|DRC|Democratic Republic of the Congo|Congo, Democratic Republic of the|RDC|Congo-Kinshasa',
    ],
    ['CG', 'Republic of the Congo|Congo-Brazzaville'],
    ['KR', 'South Korea|Republic of Korea|Korea, Republic of|Korea (South)|Corée du Sud|Südkorea|韩国'],
    ['KP', "North Korea|DPRK|Korea, Democratic People's Republic of"],
    ['CZ', 'Czech Republic|Czechia|Tschechien|République tchèque'],
    ['NL', 'Netherlands|The Netherlands|Holland|Pays-Bas|Niederlande'],
    ['RU', 'Russia|Russian Federation|Russie|Россия|РФ'],
    ['VN', 'Viet Nam|Vietnam'],
    ['IR', 'Iran|Iran (Islamic Republic of)|Islamic Republic of Iran'],
    ['TZ', 'Tanzania|Tanzania, United Republic of|United Republic of Tanzania'],
    ['KE', 'Kenya|KEN|Kenia|Кения|كينيا|肯尼亚|Quênia'],
    ['MK', 'North Macedonia|Macedonia'],
    ['SZ', 'Eswatini|Swaziland'],
    ['DE', 'Deutschland|Allemagne|Alemania|Alemanha|Германия|ألمانيا|德国|DEU'],
  ])('%s is known by its codes, names and usual variants', (code, names) => {
    for (const name of names.split('|')) expect([name, countryOf(name)]).toEqual([name, code])
  })

  it.each([
    ['XK', 'no code for Kosovo'],
    ['Kosovo', 'no code for Kosovo'],
    ['YU', 'has withdrawn'],
    ['SU', 'has withdrawn'],
    ['Yugoslavia', 'has withdrawn'],
    ['USSR', 'has withdrawn'],
    ['ZZ', 'leaves it to users'],
    ['QM', 'leaves it to users'],
    ['Congo', 'two countries share'],
  ])('is not “%s”, with the reason', (name, reason) => {
    expect(countryOf(name)).toBeUndefined()
    expect(whyNoCountry(name)).toContain(reason)
  })

  it('that is none costs only itself, and is told once with how often and where', async () => {
    const rows = ['USA', 'Global', 'Kosovo', 'Kenya, Uganda', 'N/A', 'Europe', 'Earth', 'USA']
    const csv = `name,country,acronym\n${rows.map((country, index) => `Org ${index},"${country}",`).join('\n')}\n`
    const result = await mapped('list.csv', csv, { type: 'organisation' })
    expect(signatoriesOf(result).map(({ country }) => country)).toEqual([
      'US',
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      'US',
    ])
    expect(result.changed).toEqual([{ field: 'country', from: 'USA', to: 'US', line: 2, count: 2 }])
    expect(result.warnings.map(({ message }) => message)).toEqual([
      'country left out: it is not one country that ISO 3166-1 has (4 times: “Global” in line 3, “Kenya, Uganda” in line 5, “Europe” in line 7 and 1 more)',
      'country left out: ISO 3166-1 has no code for Kosovo (XK is one of those left to users) (“Kosovo” in line 4)',
    ])
  })
})

describe('a web address', () => {
  it.each([
    ['https://a.example', 'https://a.example'],
    ['www.f.example', 'https://www.f.example'],
    ['f.example/path?q=1', 'https://f.example/path?q=1'],
    ['https://a.example / https://b.example', 'https://a.example'],
    ['a.example, b.example', 'https://a.example'],
    ['ada@example.org; https://b.example', 'https://b.example'],
    ['see https://x.example.', 'https://x.example'],
    ['<https://x.example>', 'https://x.example'],
    ['https://www.google.com/url?q=https%3A%2F%2Fx.example%2Fp&sa=D', 'https://x.example/p'],
    ['https://social.example/@ada@other.example', 'https://social.example/@ada@other.example'],
    ['https://пример.рф', 'https://пример.рф'],
    ['mailto:ada@example.org', undefined],
    ['ada@example.org', undefined],
    ['https://ada@example.org', undefined],
    ['https://ada:secret@example.org', undefined],
    ['https://x.example/?m=ada%40example.org', undefined],
    ['https://www.google.com/url?q=mailto:ada@example.org', undefined],
    ['@dorg', undefined],
    ['https://c', undefined],
    ['https://https://x.example', undefined],
    ['http://http//x.example', undefined],
    ['javascript:alert(1)', undefined],
    ['just words', undefined],
  ])('in “%s”', (text, address) => {
    expect(webAddressIn(text)).toBe(address)
  })

  it('that is none costs only itself; “N/A” and “-” are nothing to speak of', async () => {
    const csv = 'organisation,website\nA,N/A\nB,-\nC,none\nD,@dorg\nE,www.e.example\n'
    const result = await mapped('list.csv', csv)
    expect(signatoriesOf(result).map(({ url }) => url)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      'https://www.e.example',
    ])
    expect(result.warnings.map(({ line, message }) => [line, message])).toEqual([
      [5, 'url left out: it is not a web address (“@dorg” in line 5)'],
    ])
  })
})

describe('a damaged value', () => {
  it('is left out where it is not the name, and stops the import where it is', async () => {
    const spoilt = await mapped(
      'list.csv',
      'Name,Organisation,Country\nAda Example,#REF!,Kenya\nBo Example,Org,#N/A\n',
    )
    expect(signatoriesOf(spoilt)).toEqual([
      { type: 'person', name: 'Ada Example', country: 'KE' },
      { type: 'person', name: 'Bo Example', affiliation: 'Org' },
    ])
    expect(spoilt.problems).toEqual([])
    expect(spoilt.warnings).toHaveLength(2)
    const lost = await mapped('list.csv', 'Name,Organisation\n#REF!,Org\nBo Example,Org\n')
    expect(lost.problems).toMatchObject([{ line: 2, column: 1 }])
  })

  it('does not matter in a column that is left out', async () => {
    const result = await mapped('list.csv', 'Name,Organisation,Comment\nAda Example,Org,#REF!\n')
    expect({ problems: result.problems, warnings: result.warnings }).toEqual({ problems: [], warnings: [] })
  })
})
