/** Small files, all invented, in the forms in which real lists come, and who signs in each. */
import { expect, it } from 'vitest'
import { readSource } from '../../../src/editing/import/read-source.ts'
import { readTranslation } from '../../../src/editing/read-translation.ts'
import { utf8 } from '../bytes.ts'
import { mapped, signatoriesOf } from './mapped.ts'

const CASES: [file: string, content: string | Uint8Array, signatories: object[]][] = [
  [
    'again-1.csv',
    'name,org\nAda Example,Org\nBo Example,Org\n',
    [
      { name: 'Ada Example', affiliation: 'Org', type: 'person' },
      { name: 'Bo Example', affiliation: 'Org', type: 'person' },
    ],
  ],
  [
    'again-2.csv',
    'name,org\nBo Example,Other Org\nAda Example,Org\nBo Example,Org\nCleo Example,Org\n',
    [
      { name: 'Bo Example', affiliation: 'Other Org', type: 'person' },
      { name: 'Ada Example', affiliation: 'Org', type: 'person' },
      { name: 'Bo Example', affiliation: 'Org', type: 'person' },
      { name: 'Cleo Example', affiliation: 'Org', type: 'person' },
    ],
  ],
  [
    'bom-lastcol.csv',
    '\ufeffName;Organisation\r\nÁda;Örg\r\n',
    [{ name: 'Áda', affiliation: 'Örg', type: 'person' }],
  ],
  [
    'column-repeated.csv',
    'Name,Organisation,Organisation\nAda Example,Example Org,\n',
    [{ name: 'Ada Example', affiliation: 'Example Org', type: 'person' }],
  ],
  [
    'consent.csv',
    'Name,Organisation,May we publish your name?,Verified\nAda Example,Ex,Yes,TRUE\nHidden Person,Ex,No,TRUE\n',
    [{ name: 'Ada Example', affiliation: 'Ex', type: 'person' }],
  ],
  [
    'countries.csv',
    'name,country\nA Org,USA\nB Org,Czech Republic\nC Org,The Netherlands\nD Org,Turkey\nE Org,United States of America\nF Org,UK\nG Org,Deutschland\nH Org,South Korea\nI Org,Russia\nJ Org,Palestine\nK Org,Kosovo\nL Org,Taiwan\nM Org,England\nN Org,Global\nO Org,"Kenya, Uganda"\nP Org,Ivory Coast\nQ Org,DR Congo\nR Org,Viet Nam\nS Org,Myanmar\nT Org,USA \n',
    [
      { name: 'A Org', country: 'US', type: 'organisation' },
      { name: 'B Org', country: 'CZ', type: 'organisation' },
      { name: 'C Org', country: 'NL', type: 'organisation' },
      { name: 'D Org', country: 'TR', type: 'organisation' },
      { name: 'E Org', country: 'US', type: 'organisation' },
      { name: 'F Org', country: 'GB', type: 'organisation' },
      { name: 'G Org', country: 'DE', type: 'organisation' },
      { name: 'H Org', country: 'KR', type: 'organisation' },
      { name: 'I Org', country: 'RU', type: 'organisation' },
      { name: 'J Org', country: 'PS', type: 'organisation' },
      { name: 'K Org', type: 'organisation' },
      { name: 'L Org', country: 'TW', type: 'organisation' },
      { name: 'M Org', country: 'GB', type: 'organisation' },
      { name: 'N Org', type: 'organisation' },
      { name: 'O Org', type: 'organisation' },
      { name: 'P Org', country: 'CI', type: 'organisation' },
      { name: 'Q Org', country: 'CD', type: 'organisation' },
      { name: 'R Org', country: 'VN', type: 'organisation' },
      { name: 'S Org', country: 'MM', type: 'organisation' },
      { name: 'T Org', country: 'US', type: 'organisation' },
    ],
  ],
  [
    'demands-and-table.md',
    '## We call upon the ministry to:\n\n1. stop\n2. listen\n\n|Name|Affiliation|\n|-|-|\n|Ada Example|Example Org|\n|Bo Example|-|\n',
    [
      { name: 'Ada Example', affiliation: 'Example Org', type: 'person' },
      { name: 'Bo Example', type: 'person' },
    ],
  ],
  [
    'duplicates-person.csv',
    'name,org,email\nAda Example,Example Org,ada@example.org\nAda Example,Example Org,ada@example.org\nADA EXAMPLE,Example Org.,ada@example.org\nExample Ada,Example Org,ada@example.org\n',
    [
      { name: 'Ada Example', affiliation: 'Example Org', type: 'person' },
      { name: 'Ada Example', affiliation: 'Example Org', type: 'person' },
      { name: 'ADA EXAMPLE', affiliation: 'Example Org.', type: 'person' },
      { name: 'Example Ada', affiliation: 'Example Org', type: 'person' },
    ],
  ],
  [
    'email-autolink.md',
    '- Ada Example <ada@example.org>\n- Bo Example\n',
    [
      { type: 'person', name: 'Ada Example' },
      { type: 'person', name: 'Bo Example' },
    ],
  ],
  [
    'email-in-name.md',
    '- Ada Example (ada@example.org)\n- Bo Example \\<bo@example.org\\>\n- @carl@social.example (carl@example.org)\n',
    [
      { type: 'person', name: 'Ada Example' },
      { type: 'person', name: 'Bo Example' },
      { type: 'person', name: '@carl@social.example' },
    ],
  ],
  [
    'email-in-url.csv',
    'name,website\nAda Example,ada@example.org\n',
    [{ name: 'Ada Example', type: 'person' }],
  ],
  [
    'emoji.csv',
    'name,role\n👩\u200d💻 Ada Example,Dev\n🏳️\u200d🌈,Dev\n🦀,Dev\n',
    [{ name: '👩‍💻 Ada Example', role: 'Dev', type: 'person' }],
  ],
  [
    'entities.csv',
    'name,org\nO&#39;Example &amp; Sons,Example Org\nAda &quot;A&quot; Ex&eacute;mple,Org\n',
    [
      { name: "O'Example & Sons", affiliation: 'Example Org', type: 'person' },
      { name: 'Ada "A" Exémple', affiliation: 'Org', type: 'person' },
    ],
  ],
  [
    'entities.json',
    '[{"name":"O&#39;Example &amp; Sons"}]',
    [{ name: "O'Example & Sons", type: 'organisation' }],
  ],
  [
    'excel-cp1252.csv',
    Buffer.from('Name;Organisation\r\nJosé Example;Universität Beispiel\r\n', 'latin1'),
    [{ name: 'José Example', affiliation: 'Universität Beispiel', type: 'person' }],
  ],
  [
    'excel-utf16.csv',
    Buffer.from(
      'ÿþN\u0000a\u0000m\u0000e\u0000\t\u0000O\u0000r\u0000g\u0000a\u0000n\u0000i\u0000s\u0000a\u0000t\u0000i\u0000o\u0000n\u0000\r\u0000\n\u0000Á\u0000d\u0000a\u0000 \u0000E\u0000x\u0000a\u0000m\u0000p\u0000l\u0000e\u0000\t\u0000E\u0000x\u0000a\u0000m\u0000p\u0000l\u0000e\u0000 \u0000O\u0000r\u0000g\u0000\r\u0000\n\u0000',
      'latin1',
    ),
    [{ name: 'Áda Example', affiliation: 'Example Org', type: 'person' }],
  ],
  [
    'first-last.csv',
    'First name,Last name,Organisation\nAda,Example,Example Org\nBo,Example,Other Org\n',
    [
      { name: 'Ada Example', affiliation: 'Example Org', type: 'person' },
      { name: 'Bo Example', affiliation: 'Other Org', type: 'person' },
    ],
  ],
  [
    'formula.csv',
    'name,org\n=1+1,Org\n+1 Org,x\n@handle,x\n-dash,x\n',
    [
      { name: '+1 Org', affiliation: 'x', type: 'person' },
      { name: '@handle', affiliation: 'x', type: 'person' },
      { name: '-dash', affiliation: 'x', type: 'person' },
    ],
  ],
  [
    'french-header.csv',
    '\ufeffOrganisation;Site web;Pays\r\nExemple;exemple.example;Kenya\r\n',
    [{ name: 'Exemple', country: 'KE', url: 'https://exemple.example', type: 'organisation' }],
  ],
  [
    'gforms-timestamp.csv',
    'Timestamp,Name,Organisation\n3/14/2027 9:26:53,Ada Example,Example Org\n',
    [{ name: 'Ada Example', signed: '2027-03-14', affiliation: 'Example Org', type: 'person' }],
  ],
  [
    'gforms-timestamp2.csv',
    'Timestamp,Name,Organisation\n2027/03/14 9:26:53 AM GMT+1,Ada Example,Example Org\n',
    [{ name: 'Ada Example', signed: '2027-03-14', affiliation: 'Example Org', type: 'person' }],
  ],
  [
    'gforms.csv',
    'Timestamp,Email Address,"Full name (as you want it to appear)",Organisation / Affiliation,Position,Country\n3/14/2027 9:26:53,ada@example.org,Ada Example,Example Org,Director,Kenya\n14/03/2027 10:00:01,bo@example.org,Bo Example,Other Org,Member,Germany\n',
    [
      {
        name: 'Ada Example',
        country: 'KE',
        signed: '2027-03-14',
        role: 'Director',
        affiliation: 'Example Org',
        type: 'person',
      },
      {
        name: 'Bo Example',
        country: 'DE',
        signed: '2027-03-14',
        role: 'Member',
        affiliation: 'Other Org',
        type: 'person',
      },
    ],
  ],
  [
    'hidden-blocked.csv',
    '\ufeffname,org\n\ufeffAda Example,Org\nBo\u202c Example,Org\n',
    [
      { name: 'Ada Example', affiliation: 'Org', type: 'person' },
      { name: 'Bo Example', affiliation: 'Org', type: 'person' },
    ],
  ],
  [
    'invisible.csv',
    'name,role\nAda\u200b Example,Lead\nBo\u2060 Example,Lead\n\u200eCleo Example\u200f,Lead\n\u2068Fay Example\u2069,Lead\nسارا\u200cنمونه,Lead\nAda\u00ad Soft,Lead\n',
    [
      { name: 'Ada Example', role: 'Lead', type: 'person' },
      { name: 'Bo Example', role: 'Lead', type: 'person' },
      { name: 'Cleo Example', role: 'Lead', type: 'person' },
      { name: 'Fay Example', role: 'Lead', type: 'person' },
      { name: 'سارا‌نمونه', role: 'Lead', type: 'person' },
      { name: 'Ada Soft', role: 'Lead', type: 'person' },
    ],
  ],
  [
    'letter-points.md',
    'We demand:\n\n- freedom\n- peace\n\nSigned:\n\n- Ada Example\n- Bo Example\n',
    [
      { type: 'person', name: 'Ada Example' },
      { type: 'person', name: 'Bo Example' },
    ],
  ],
  [
    'lines-br.md',
    '## Signatories\n\nAda Example, University of Example<br>\nBo Example, Prof, Example, UK<br>\n',
    [
      { type: 'person', name: 'Ada Example', affiliation: 'University of Example' },
      { type: 'person', name: 'Bo Example', role: 'Prof', affiliation: 'Example, UK' },
    ],
  ],
  [
    'lines.jsonl',
    '{"name":"Ada Example"}\n{"name":"Bo Example"}\n',
    [
      { name: 'Ada Example', type: 'person' },
      { name: 'Bo Example', type: 'person' },
    ],
  ],
  ['list-key.json', '{"people":[{"name":"Ada Example"}]}', [{ name: 'Ada Example', type: 'person' }]],
  [
    'list.html',
    '<ol><li><cite>Ada Example</cite>, Example Org</li></ol>',
    [{ type: 'person', name: 'Ada Example', affiliation: 'Example Org' }],
  ],
  [
    'list.yaml',
    '- name: Ada Example\n  org: Example Org\n',
    [{ name: 'Ada Example', affiliation: 'Example Org', type: 'person' }],
  ],
  [
    'mailto-link.csv',
    'Name,Website\nAda Org,mailto:ada@example.org\nBo Org,https://bo.example\n',
    [
      { name: 'Ada Org', type: 'organisation' },
      { name: 'Bo Org', url: 'https://bo.example', type: 'organisation' },
    ],
  ],
  [
    'md-kinds.md',
    '- Example Rights (United Kingdom)\n- Example Watch (formerly Example Eye)\n- Example Net (EN), Kenya\n- Example Collective (EC) (Kenya)\n- **Example Bold**, Nairobi\n- [Example Link](https://l.example) - Director Ada Example\n- ![logo](x.png) Example Logo\n- <a href="https://h.example">Example Html</a>\n- Example Ref [site]\n\n[site]: https://site.example\n',
    [
      {
        type: 'organisation',
        name: 'Example Rights',
        country: 'GB',
        printed_as: 'Example Rights (United Kingdom)',
      },
      { type: 'organisation', name: 'Example Watch', printed_as: 'Example Watch (formerly Example Eye)' },
      {
        type: 'organisation',
        name: 'Example Net',
        acronym: 'EN',
        country: 'KE',
        printed_as: 'Example Net (EN), Kenya',
      },
      {
        type: 'organisation',
        name: 'Example Collective',
        acronym: 'EC',
        country: 'KE',
        printed_as: 'Example Collective (EC) (Kenya)',
      },
      { type: 'organisation', name: 'Example Bold, Nairobi' },
      {
        type: 'organisation',
        name: 'Example Link',
        printed_as: 'Example Link - Director Ada Example',
        url: 'https://l.example',
      },
      { type: 'organisation', name: 'Example Logo' },
      { type: 'organisation', name: 'Example Html', url: 'https://h.example' },
      { type: 'organisation', name: 'Example Ref', url: 'https://site.example' },
    ],
  ],
  [
    'mixed-headings.md',
    '### Organizations\n\n1. Example Foundation\n2. Example Collective (EC)\n\n### Individuals\n\n1. Ada Example (Example Org)\n2. Bo Example\n',
    [
      { type: 'organisation', name: 'Example Foundation' },
      { type: 'organisation', name: 'Example Collective', acronym: 'EC' },
      {
        type: 'person',
        name: 'Ada Example',
        affiliation: 'Example Org',
        printed_as: 'Ada Example (Example Org)',
      },
      { type: 'person', name: 'Bo Example' },
    ],
  ],
  [
    'multi-urls.csv',
    'name,website\nA Org,https://a.example / https://b.example\nB Org,N/A\nC Org,-\nD Org,@dorg\nE Org,none\nF Org,www.f.example\n',
    [
      { name: 'A Org', url: 'https://a.example', type: 'organisation' },
      { name: 'B Org', type: 'organisation' },
      { name: 'C Org', type: 'organisation' },
      { name: 'D Org', type: 'organisation' },
      { name: 'E Org', type: 'organisation' },
      { name: 'F Org', url: 'https://www.f.example', type: 'organisation' },
    ],
  ],
  [
    'multiline.csv',
    'name,org\n"Ada\nExample","Example Org,\nDepartment of Examples"\n',
    [{ name: 'Ada Example', affiliation: 'Example Org, Department of Examples', type: 'person' }],
  ],
  [
    'nbsp.csv',
    'name,org\nAda\u00a0Example,Org\nBo\u3000例,Org\n',
    [
      { name: 'Ada Example', affiliation: 'Org', type: 'person' },
      { name: 'Bo 例', affiliation: 'Org', type: 'person' },
    ],
  ],
  [
    'nested-list.md',
    '- Asia\n  - Example Rights Network\n  - Example Watch\n- Europe\n  - Beispiel e.V.\n',
    [
      { type: 'organisation', name: 'Example Rights Network' },
      { type: 'organisation', name: 'Example Watch' },
      { type: 'organisation', name: 'Beispiel e.V.' },
    ],
  ],
  [
    'nested-org.json',
    '[{"name":"Ada Example","role":"Lead","organization":{"name":"Example Org","url":"https://org.example"}}]\n',
    [
      {
        name: 'Ada Example',
        url: 'https://org.example',
        role: 'Lead',
        affiliation: 'Example Org',
        type: 'person',
      },
    ],
  ],
  [
    'org-contact.csv',
    'Organisation,Contact name,E-mail,Job title\nExample Org,Ada Example,ada@example.org,Director\n',
    [{ name: 'Example Org', type: 'organisation' }],
  ],
  [
    'person-brackets.md',
    '1. Ada Example (Debian Project, GNOME Foundation)\n2. Bo Example (Example Org)\n',
    [
      {
        type: 'person',
        name: 'Ada Example',
        affiliation: 'Debian Project, GNOME Foundation',
        printed_as: 'Ada Example (Debian Project, GNOME Foundation)',
      },
      {
        type: 'person',
        name: 'Bo Example',
        affiliation: 'Example Org',
        printed_as: 'Bo Example (Example Org)',
      },
    ],
  ],
  [
    'plain-lines.txt',
    'Ada Example, Example Org\nBo Example, Other Org\n',
    [
      { type: 'person', name: 'Ada Example', affiliation: 'Example Org' },
      { type: 'person', name: 'Bo Example', affiliation: 'Other Org' },
    ],
  ],
  [
    'q-comment.csv',
    'Name,Organisation,Comment\nAda Example,Org,"I sign because ""it matters"""\n',
    [{ name: 'Ada Example', affiliation: 'Org', type: 'person' }],
  ],
  [
    'quoted-nick.tsv',
    'Name\tOrg\nAda "Nick" Example\tOrg\n',
    [{ name: 'Ada "Nick" Example', affiliation: 'Org', type: 'person' }],
  ],
  [
    'roleless-person.csv',
    'name,role,org\nAda Example,Engineer,Example Org\nBo Example,,\n',
    [
      { name: 'Ada Example', role: 'Engineer', affiliation: 'Example Org', type: 'person' },
      { name: 'Bo Example', type: 'person' },
    ],
  ],
  [
    'sep-line.csv',
    'sep=;\r\nName;Organisation\r\nAda Example;Example Org\r\n',
    [{ name: 'Ada Example', affiliation: 'Example Org', type: 'person' }],
  ],
  [
    'signature-column.csv',
    'Signature,Organization\nAda Example,Example Org\n',
    [{ name: 'Ada Example', affiliation: 'Example Org', type: 'person' }],
  ],
  [
    'strings.json',
    '["Ada Example","Bo Example"]',
    [
      { type: 'person', name: 'Ada Example' },
      { type: 'person', name: 'Bo Example' },
    ],
  ],
  [
    'table.md',
    '| Name | Organisation |\n|---|---|\n| Ada Example | Example Org |\n| Bo Example | Other Org |\n',
    [
      { name: 'Ada Example', affiliation: 'Example Org', type: 'person' },
      { name: 'Bo Example', affiliation: 'Other Org', type: 'person' },
    ],
  ],
  [
    'title-rows.csv',
    'Signatures to our open letter,,\n,,\nName,Organisation,Country\nAda Example,Example Org,Kenya\n',
    [{ name: 'Ada Example', country: 'KE', affiliation: 'Example Org', type: 'person' }],
  ],
  [
    'trailing-empty-header.csv',
    'Name,Organisation,,\nAda,Org,,note\n',
    [{ name: 'Ada', affiliation: 'Org', type: 'person' }],
  ],
  [
    'two-name-columns.csv',
    'Name,Name of organisation\nAda Example,Example Org\n',
    [{ name: 'Ada Example', affiliation: 'Example Org', type: 'person' }],
  ],
  [
    'two-paragraph-item.md',
    '1. Ada Example\n\n   Professor, Example University\n\n2. Bo Example\n',
    [
      { type: 'person', name: 'Ada Example', role: 'Professor', affiliation: 'Example University' },
      { type: 'person', name: 'Bo Example' },
    ],
  ],
  [
    'types.csv',
    'name,type\nA Org,Company\nB,Individual\nC Org,NGO\nD,Project\n',
    [
      { name: 'A Org', type: 'organisation' },
      { name: 'B', type: 'person' },
      { name: 'C Org', type: 'organisation' },
      { name: 'D', type: 'organisation' },
    ],
  ],
  [
    'uppercase.csv',
    'name,org\nADA EXAMPLE,BILKENT\nbo example,org\n',
    [
      { name: 'ADA EXAMPLE', affiliation: 'BILKENT', type: 'person' },
      { name: 'bo example', affiliation: 'org', type: 'person' },
    ],
  ],
  [
    'withdrawn-col.csv',
    'name,organisation,withdrawn\nAda,Org,yes\nBo,Org,\n',
    [
      { name: 'Ada', affiliation: 'Org', type: 'person', withdrawn: '2028-01-01' },
      { name: 'Bo', affiliation: 'Org', type: 'person' },
    ],
  ],
]

it.each(CASES)('%s', async (file, content, signatories) => {
  const result = await mapped(file, content)
  expect(result.questions).toEqual([])
  expect(result.problems).toEqual([])
  expect(signatoriesOf(result)).toEqual(signatories)
})

it('long.csv', async () => {
  const name = `Ada${' von und zu Beispiel'.repeat(40)}`
  expect(signatoriesOf(await mapped('long.csv', `name,org\n${name},Org\n`))).toEqual([
    { type: 'person', name, affiliation: 'Org' },
  ])
})

it('sheet.xlsx, which is cut off', async () => {
  const { diagnostics } = await readSource('sheet.xlsx', Buffer.from('PK\u0003\u0004', 'latin1'))
  expect(diagnostics).toEqual([
    expect.objectContaining({ message: 'the spreadsheet cannot be read: it is cut off or damaged' }),
  ])
})

it('letter/, whose own commands and footnotes are refused', async () => {
  const letter =
    '---\ntitle: T\ndate: 2027-01-02\naddressee: X\n---\n{% include share.html %}\n\nDear all, a claim[^1] in our [appendix][1]; see https://bare.example/.\n\nSigned\n\n---\n\n[^1]: A note.\n\n[1]: https://x.example\n'
  const { problems } = readTranslation('data/letter/letter.en.md', utf8(letter))
  expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
    '6:1 this is a command of some website’s own and is printed as it stands',
    '8:18 a footnote is not part of a letter',
    '14:1 a footnote is not part of a letter',
  ])
})
