/** Which column is which field, in the forms in which lists come. */
import { describe, expect, it } from 'vitest'
import { meaningOfHeader } from '../../../src/editing/import/header-meaning.ts'
import { mapped, questionsOf, refusedOf, signatoriesOf } from './mapped.ts'

const ada = { type: 'person', name: 'Ada Example' }

describe('a column is known by its name', () => {
  it.each([
    [
      'name',
      'Name|Your name|What is your name?|Nom|Nombre|Nome|Имя|الاسم|名称|Signature|Signatory|Signataire|Firmante|Unterzeichner|Подпись|签名',
    ],
    [
      'person_name',
      'Full name|Your full name|Full name (as you want it to appear)|fullName|Nom et prénom|Nom complet|Nombre y apellidos|Nombre completo|Nome completo|Vor- und Nachname|ФИО|Имя и фамилия|الاسم الكامل|姓名|First and last name',
    ],
    [
      'first_name',
      'First name|first_name|Firstname|Given name(s)|Prénom|Vorname|Primeiro nome|الاسم الأول|name.first',
    ],
    [
      'last_name',
      'Last name|last_name|Surname|Family name|Nom de famille|Apellidos|Nachname|Фамилия|اسم العائلة|Sobrenome|姓|name.last',
    ],
    [
      'organisation',
      'Organisation|Organization|org|NGO|Institution|Employer|Which organisation do you represent?|Organisme|Organización|Organização|Организация|المنظمة|组织|Verein|Firma',
    ],
    [
      'organisation_name',
      "Organisation name|Name of the organization|Name of your organisation (in English)|organization.name|org.name|Nom de l'organisation|Nombre de la organización|Nome da organização|Name der Organisation|Название организации|اسم المنظمة|机构名称",
    ],
    [
      'affiliation',
      'Affiliation|Organisation / Affiliation|Afiliación|Filiação|Zugehörigkeit|Аффилиация|الانتماء',
    ],
    [
      'role',
      'Role|Job title|jobTitle|Position|Title / Position|Occupation|Fonction|Cargo|Puesto|Função|Beruf|Должность|المنصب|职位',
    ],
    ['title', 'Title|Titre|Título|Titel'],
    ['honorific', 'Honorific|Salutation|Civilité|Anrede|Tratamiento|Обращение|称谓'],
    ['country', 'Country|Your country|Country of residence|Pays|Votre pays|País|Land|Страна|البلد|国家'],
    [
      'url',
      'Website|URL|Website address|organization.url|Site web|Sitio web|Webseite|Сайт|الموقع الإلكتروني|网站',
    ],
    [
      'signed',
      'Timestamp|Date|created_at|Submitted at|Completion time|Horodateur|Marca temporal|Carimbo de data/hora|Zeitstempel|Отметка времени|طابع زمني|时间戳记',
    ],
    ['withdrawn', 'Withdrawn|Withdrawn on|Retiré|Retirado|Zurückgezogen|Отозвано|انسحب|撤回'],
    [
      'type',
      'Type|Signing as|Do you sign as an individual or an organisation?|Tipo|Kategorie|Тип|النوع|类型',
    ],
    ['acronym', 'Acronym|Abbreviation|Sigle|Sigla|Abkürzung|Аббревиатура|اختصار|缩写'],
    ['entry', 'Name and affiliation|Name, Organisation|Nom et fonction'],
    ['contact', 'Contact name|Contact person|Name of representative|Nom du contact|Kontaktperson'],
    [
      'not_kept',
      'E-mail|Email Address|Adresse électronique|Correo electrónico|Электронная почта|البريد الإلكتروني|邮箱|Phone|Téléphone|Telefon|IP|IP Address|Comment|Comments|Kommentar|Why are you signing?|Postcode|zip_code|City|Ville|Stadt|Город|المدينة|Date of birth|Newsletter|can2_user_tags|Logo URL|#|No.|Type of organisation|Response ID',
    ],
    [
      'consent',
      'May we publish your name?|Consent|Public|is_public|Verified|Visibility|Souhaitez-vous que votre nom soit publié ?|¿Podemos publicar su nombre?|Podemos publicar o seu nome?|Dürfen wir Ihren Namen veröffentlichen?|Согласны ли вы на публикацию имени?|هل توافق على نشر اسمك؟|是否同意公开姓名|Email confirmed',
    ],
    [
      'secrecy',
      'Anonymous|Keep my name private|Do not publish my name|Hidden|Anonyme|Anónimo|Versteckt|Скрыть|إخفاء|匿名',
    ],
    ['status', 'Status|Statut|Estado|Статус|الحالة|状态'],
    [undefined, 'Department|Foo|Favourite colour'],
  ])('%s', (meaning, headers) => {
    const answers = meaning === 'consent' || meaning === 'secrecy'
    const known = Object.fromEntries(
      headers.split('|').map((header) => [header, meaningOfHeader(header, answers)]),
    )
    expect(known).toEqual(Object.fromEntries(headers.split('|').map((header) => [header, meaning])))
  })
})

describe('names', () => {
  it.each([
    [
      'of two columns are joined, and the employers do not sign',
      'First name,Last name,Organisation\nAda,Example,Example Org\n',
    ],
    ['have a column for both in Spanish', 'Nombre;Apellidos;Organización\nAda;Example;Example Org\n'],
    ['have a column for both in French', 'Nom;Prénom;Organisme\nExample;Ada;Example Org\n'],
    ['stand beside their own parts', 'name,first_name,last_name,org\nAda Example,Ada,Example,Example Org\n'],
    ['stand beside the name of an organisation', 'Name,Name of organisation\nAda Example,Example Org\n'],
    [
      'stand beside a second, empty column of a kind',
      'Name,Organisation,Organisation\nAda Example,Example Org,\n',
    ],
    [
      'stand beside a second column of a kind that says it for others',
      'Name,Organisation,Organisation\nAda Example,,Example Org\n',
    ],
    ['are called signatures', 'Signature,Organization\nAda Example,Example Org\n'],
    [
      'stand below title rows',
      'Signatories to our open letter,\n,\nName,Organisation\nAda Example,Example Org\n',
    ],
  ])('%s', async (_, csv) => {
    const result = await mapped('list.csv', csv)
    expect(result.questions).toEqual([])
    expect(signatoriesOf(result)).toEqual([{ ...ada, affiliation: 'Example Org' }])
  })

  it('get what stands in a column of titles in front, and a suffix behind', async () => {
    const csv =
      'Title,First name,Middle name,Last name,Suffix\nDr,Ada,B.,Example,PhD\nProf.,Bo,,Example,\n,Cleo,,Example,Jr.\n'
    expect(signatoriesOf(await mapped('list.csv', csv)).map(({ name }) => name)).toEqual([
      'Dr Ada B. Example, PhD',
      'Prof. Bo Example',
      'Cleo Example, Jr.',
    ])
    expect(signatoriesOf(await mapped('list.csv', 'Anrede,Name,Land\nFrau Dr.,Ada Example,Kenia\n'))).toEqual(
      [{ ...ada, name: 'Frau Dr. Ada Example', country: 'KE' }],
    )
  })

  it('may stand with the rest of the line in one column', async () => {
    for (const header of ['Signatories', 'Name and affiliation', 'Unterzeichnende']) {
      const csv = `${header}\n"Ada Example, Professor, UCL"\n"Bo Example (Example Org)"\n`
      expect(signatoriesOf(await mapped('list.csv', csv))).toEqual([
        { ...ada, role: 'Professor', affiliation: 'UCL' },
        {
          type: 'person',
          name: 'Bo Example',
          affiliation: 'Example Org',
          printed_as: 'Bo Example (Example Org)',
        },
      ])
    }
  })

  it('are not given a title that is a job', async () => {
    expect(signatoriesOf(await mapped('list.csv', 'Name,Title\nAda Example,Director of Examples\n'))).toEqual(
      [{ ...ada, role: 'Director of Examples' }],
    )
  })

  it('are nobody’s where only an organisation signs, and its contact person stays private', async () => {
    for (const csv of [
      'Organisation,Contact name,E-mail,Job title\nExample Org,Ada Example,ada@example.org,Director\n',
      'Organization,Contact person,Phone\nExample Org,Ada Example,1234\n',
      'Nom de l’organisation;Nom du contact;Courriel\nExample Org;Ada Example;ada@example.org\n',
    ]) {
      const result = await mapped('list.csv', csv)
      expect(signatoriesOf(result)).toEqual([{ type: 'organisation', name: 'Example Org' }])
      expect(JSON.stringify({ ...result, source: null })).not.toContain('Ada')
    }
  })

  it('come out of nested keys', async () => {
    const nested = [
      {
        name: 'Ada Example',
        role: 'Lead',
        organization: { name: 'Example Org', url: 'https://org.example' },
      },
      {
        person: { name: { first: 'Ada', last: 'Example' } },
        org: { name: 'Example Org' },
        contact: { email: 'a@b.example' },
      },
    ]
    for (const value of nested) {
      expect(signatoriesOf(await mapped('list.json', JSON.stringify([value])))).toMatchObject([
        { ...ada, affiliation: 'Example Org' },
      ])
    }
  })
})

describe('every column', () => {
  it('is mapped, left out with a reason, or a question', async () => {
    const { columns, questions } = await mapped(
      'list.csv',
      'Name,Organisation,E-mail,Comment,Department,,Empty\nAda Example,Org,a@b.example,hi,Physics,stray,\n',
    )
    expect(columns).toEqual([
      { column: 'Name', field: 'name' },
      { column: 'Organisation', field: 'affiliation' },
      { column: 'E-mail', field: null, reason: 'not for publication' },
      { column: 'Comment', field: null, reason: 'not for publication' },
      { column: 'Department', field: null, reason: 'unclear' },
      { column: 'Column 6', field: null, reason: 'has no name' },
      { column: 'Empty', field: null, reason: 'empty' },
    ])
    expect(questions).toMatchObject([
      {
        about: 'column',
        subject: 'Department',
        hint: 'say what it is, as with --map role="Department", or leave it out: --leave-out "Department"',
      },
    ])
  })

  it('is proposed as the country where its values are countries', async () => {
    const { questions } = await mapped(
      'list.csv',
      'Name,Mitgliedsland\nAda Example,Kenya\nBo Example,DE\nCy Example,\n',
    )
    expect(questions.map(({ hint }) => hint)).toContainEqual(
      'say what it is, as with --map country="Mitgliedsland", or leave it out: --leave-out "Mitgliedsland"',
    )
  })

  it('does what it is told', async () => {
    const csv = 'Who,What,Date\nAda Example,Engineer,soon\n'
    expect(questionsOf(await mapped('list.csv', csv))).toEqual(['name Who', 'column Who', 'column What'])
    const result = await mapped('list.csv', csv, {
      map: new Map([
        ['name', 'Who'],
        ['role', 'What'],
        ['signed', ''],
      ]),
    })
    expect(signatoriesOf(result)).toEqual([{ ...ada, role: 'Engineer' }])
    expect(result.columns[2]).toEqual({ column: 'Date', field: null, reason: 'as you said' })
    const left = await mapped('list.csv', csv, {
      map: new Map([['name', 'Who']]),
      leaveOut: new Set(['What', 'Date']),
    })
    expect(left.questions.map(({ about }) => about)).toEqual([])
    expect(signatoriesOf(left)).toEqual([ada])
  })

  it('is asked about where two say different things of one field', async () => {
    const csv = 'Name,Organisation,Affiliation\nAda Example,Example Org,Other Org\n'
    const { questions } = await mapped('list.csv', csv)
    expect(questions).toMatchObject([
      {
        about: 'column',
        message: '“Organisation” and “Affiliation” both look like the affiliation, and differ',
      },
    ])
    const told = await mapped('list.csv', csv, { map: new Map([['affiliation', 'Organisation']]) })
    expect(signatoriesOf(told)).toEqual([{ ...ada, affiliation: 'Example Org' }])
  })

  it('gives way to the one that was named for its field', async () => {
    const csv = 'Name,Org,Department\nAda Example,Example Org,Physics\n'
    const result = await mapped('list.csv', csv, { map: new Map([['affiliation', 'Department']]) })
    expect(result.questions).toEqual([])
    expect(signatoriesOf(result)).toEqual([{ ...ada, affiliation: 'Physics' }])
    expect(result.columns[1]).toEqual({ column: 'Org', field: null, reason: 'another column has it' })
  })

  it('can choose the rows', async () => {
    const csv = 'Name,Org,Batch\nAda Example,Org,one\nBo Example,Org,two\nCleo Example,Org,three\n'
    const result = await mapped('list.csv', csv, { where: new Map([['Batch', new Set(['One', 'three'])]]) })
    expect(result.questions).toEqual([])
    expect(signatoriesOf(result).map(({ name }) => name)).toEqual(['Ada Example', 'Cleo Example'])
    expect(refusedOf(result)).toEqual({ 'not chosen by --where': [3] })
  })

  it('of a key is matched by and not kept', async () => {
    const csv = 'Name,Org,Email\nAda Example,Org,ada@example.org\n'
    const result = await mapped('list.csv', csv, { key: 'Email' })
    expect(result.candidates[0]?.key).toBe('ada@example.org')
    expect(JSON.stringify(result.candidates[0]?.signatory)).not.toContain('@')
  })
})

describe('a service’s export', () => {
  it('of Action Network', async () => {
    const csv =
      'first_name,last_name,email,zip_code,country,can2_user_tags,created_at\nAda,Example,ada@example.org,12345,US,tag,2024-01-02 03:04:05 UTC\n'
    expect(signatoriesOf(await mapped('export.csv', csv))).toEqual([
      { ...ada, country: 'US', signed: '2024-01-02' },
    ])
  })

  it('of a letter service', async () => {
    const json = {
      signatures: [
        {
          id: 7,
          name: 'Ada Example',
          title: 'Prof',
          organization: 'UCL',
          email: 'a@b.example',
          created_at: '2024-01-02T03:04:05Z',
          public: true,
        },
        {
          id: 8,
          name: 'Bo Example',
          title: '',
          organization: '',
          email: 'b@b.example',
          created_at: '2024-01-02T03:04:05Z',
          public: false,
        },
      ],
    }
    const result = await mapped('export.json', JSON.stringify(json))
    expect(signatoriesOf(result)).toEqual([
      { ...ada, name: 'Prof Ada Example', affiliation: 'UCL', signed: '2024-01-02' },
    ])
    expect(Object.keys(refusedOf(result))).toEqual(['“public” says no'])
  })

  it('of Google Forms in another language', async () => {
    const csv =
      "Horodateur,Adresse e-mail,Votre nom complet,Nom de l'organisation,Votre fonction,Votre pays\n14/03/2024 09:26:53,ada@example.org,Ada Example,Exemple,Directrice,Allemagne\n"
    expect(signatoriesOf(await mapped('reponses.csv', csv))).toEqual([
      { ...ada, role: 'Directrice', affiliation: 'Exemple', country: 'DE', signed: '2024-03-14' },
    ])
    const russian =
      'Отметка времени,ФИО,Организация,Должность,Страна\n14.03.2024 9:26:53,Ада Пример,Пример,Директор,Германия\n'
    expect(signatoriesOf(await mapped('o.csv', russian))).toEqual([
      {
        type: 'person',
        name: 'Ада Пример',
        role: 'Директор',
        affiliation: 'Пример',
        country: 'DE',
        signed: '2024-03-14',
      },
    ])
    const chinese = '时间戳记,姓名,机构,职位,国家\n2024/03/14 9:26:53,王小明,例子大学,教授,肯尼亚\n'
    expect(signatoriesOf(await mapped('c.csv', chinese))).toEqual([
      {
        type: 'person',
        name: '王小明',
        role: '教授',
        affiliation: '例子大学',
        country: 'KE',
        signed: '2024-03-14',
      },
    ])
  })
})
