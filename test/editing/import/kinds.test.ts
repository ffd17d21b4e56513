/** More files of the kinds in which real lists come, and who signs in each; and what cannot be told, as a question. */
import { describe, expect, it } from 'vitest'
import { mapped, questionsOf, signatoriesOf } from './mapped.ts'

const KINDS: [file: string, content: string | Uint8Array, signatories: object[]][] = [
  [
    'google-form-german.csv',
    'Zeitstempel,E-Mail-Adresse,Vor- und Nachname,Organisation/Einrichtung,Funktion,Land,Darf Ihr Name veröffentlicht werden?\n14.03.2026 09:26:53,ada@example.org,Ada Beispiel,Universität Beispiel,Professorin,Deutschland,Ja\n15.03.2026 10:00:00,bo@example.org,Bo Muster,,,Österreich,Nein\n16.03.2026 10:00:00,cleo@example.org,Dr. Cleo Muster,Verein Beispiel e.V.,Vorsitzende,Schweiz,"Ja, mit Namen"\n',
    [
      {
        name: 'Ada Beispiel',
        country: 'DE',
        signed: '2026-03-14',
        role: 'Professorin',
        affiliation: 'Universität Beispiel',
        type: 'person',
      },
      {
        name: 'Dr. Cleo Muster',
        country: 'CH',
        signed: '2026-03-16',
        role: 'Vorsitzende',
        affiliation: 'Verein Beispiel e.V.',
        type: 'person',
      },
    ],
  ],
  [
    'google-form-french.csv',
    'Horodateur,Adresse e-mail,Prénom,Nom,Structure,Fonction,Pays,Acceptez-vous que votre nom soit rendu public ?\n14/03/2026 09:26:53,a@example.org,Ada,Exemple,Université Exemple,Maîtresse de conférences,France,Oui\n15/03/2026 10:12:00,b@example.org,Bo,Modèle,,,Côte d’Ivoire,Non\n',
    [
      {
        name: 'Ada Exemple',
        country: 'FR',
        signed: '2026-03-14',
        role: 'Maîtresse de conférences',
        affiliation: 'Université Exemple',
        type: 'person',
      },
    ],
  ],
  [
    'google-form-spanish.csv',
    'Marca temporal,Dirección de correo electrónico,Nombre y apellidos,Organización (si procede),Cargo,País,¿Desea aparecer públicamente?\n14/03/2026 9:26:53,a@example.org,Ada Ejemplo Pérez,Asociación Ejemplo,Directora,España,Sí\n15/03/2026 9:26:53,b@example.org,Bo Modelo,,,México,No\n',
    [
      {
        name: 'Ada Ejemplo Pérez',
        country: 'ES',
        signed: '2026-03-14',
        role: 'Directora',
        affiliation: 'Asociación Ejemplo',
        type: 'person',
      },
    ],
  ],
  [
    'google-form-russian.csv',
    'Отметка времени;Фамилия;Имя;Отчество;Организация;Должность;Страна;Согласны ли Вы на публикацию имени?\n14.03.2026 9:26:53;Примерова;Ада;Ивановна;Институт примеров;Доцент;Россия;Да\n15.03.2026 9:26:53;Образцов;Бо;Петрович;;;Казахстан;Нет\n',
    [
      {
        name: 'Ада Ивановна Примерова',
        country: 'RU',
        signed: '2026-03-14',
        role: 'Доцент',
        affiliation: 'Институт примеров',
        type: 'person',
      },
    ],
  ],
  [
    'google-form-arabic.csv',
    'طابع زمني,الاسم الكامل,المؤسسة,الصفة,البلد,هل توافق على نشر اسمك؟\n2026/03/14 9:26:53,آدا مثال,جامعة المثال,أستاذة,مصر,نعم\n2026/03/15 9:26:53,بو نموذج,,,المغرب,لا\n',
    [
      {
        name: 'آدا مثال',
        country: 'EG',
        signed: '2026-03-14',
        role: 'أستاذة',
        affiliation: 'جامعة المثال',
        type: 'person',
      },
    ],
  ],
  [
    'google-form-chinese.csv',
    '时间戳记,姓名,单位,职务,国家,是否同意公开姓名\n2026/03/14 9:26:53,李示例,示例大学,教授,中国,是\n2026/03/15 9:26:53,王范例,,,新加坡,否\n',
    [
      {
        name: '李示例',
        country: 'CN',
        signed: '2026-03-14',
        role: '教授',
        affiliation: '示例大学',
        type: 'person',
      },
    ],
  ],
  [
    'airtable.csv',
    '﻿Full Name,Org Affiliation,Job Title,City / Country,Signed On,Public?,Attachment\nAda Example,Example University,Professor,"Nairobi, Kenya",2026-03-14 9:26am,checked,\nBo Example,,,"Lagos, Nigeria",2026-03-15 10:12pm,,\nCleo Example,Other Org,Director,"Accra, Ghana",2026-03-16 1:02pm,checked,\n',
    [
      {
        name: 'Ada Example',
        country: 'KE',
        signed: '2026-03-14',
        role: 'Professor',
        affiliation: 'Example University',
        type: 'person',
      },
      {
        name: 'Cleo Example',
        country: 'GH',
        signed: '2026-03-16',
        role: 'Director',
        affiliation: 'Other Org',
        type: 'person',
      },
    ],
  ],
  [
    'actionnetwork.csv',
    'first_name,last_name,email,can2_phone,Organization,Title,zip_code,country,can2_subscription_status,can2_user_tags,uuid,can2_signature_date\nAda,Example,ada@example.org,+1 555 0100,Example Org,Director,10001,US,subscribed,"a,b",0b4c1d5e-1111-4222-8333-444455556666,2026-03-14 09:26:53 UTC\nBo,Example,bo@example.org,,,,SW1A,GB,unsubscribed,,0b4c1d5e-1111-4222-8333-444455556667,2026-03-15 09:26:53 UTC\n',
    [
      { name: 'Ada Example', country: 'US', role: 'Director', affiliation: 'Example Org', type: 'person' },
      { name: 'Bo Example', country: 'GB', type: 'person' },
    ],
  ],
  [
    'github-table.md',
    '# Open letter\n\nWe, the undersigned, ask:\n\n- to stop\n- to listen\n\n## Signatories\n\n| # | Name | GitHub | Affiliation |\n|---|------|--------|-------------|\n| 1 | Ada Example | [@ada](https://github.com/ada) | Example Org |\n| 2 | [Bo Example](https://bo.example) | @bo | |\n| 3 | **Cleo Example** | | Other Org, Kenya |\n\n## How to sign\n\n1. Fork\n2. Open a pull request\n',
    [
      { name: 'Ada Example', affiliation: 'Example Org', type: 'person' },
      { name: 'Bo Example', url: 'https://bo.example', type: 'person' },
      { name: 'Cleo Example', affiliation: 'Other Org, Kenya', type: 'person' },
    ],
  ],
  [
    'details.md',
    '# Letter\n\n<details>\n<summary>Signatories (3)</summary>\n\n- Ada Example, Example Org\n- Bo Example (Other Org)\n- Cleo Example — Director, Third Org\n\n</details>\n\n<details><summary>Contributing</summary>\n\n- Add your name\n- Open a PR\n\n</details>\n',
    [
      { type: 'person', name: 'Ada Example', affiliation: 'Example Org' },
      { type: 'person', name: 'Bo Example', affiliation: 'Other Org', printed_as: 'Bo Example (Other Org)' },
      {
        type: 'person',
        name: 'Cleo Example',
        role: 'Director',
        affiliation: 'Third Org',
        printed_as: 'Cleo Example — Director, Third Org',
      },
    ],
  ],
  [
    'nested-country.md',
    "# Signatories\n\n- Kenya\n  - Ada Foundation\n  - Bo Centre for Rights\n- Uganda\n  - Cleo Women's Network\n  - Dee Institute\n",
    [
      { type: 'organisation', name: 'Ada Foundation', country: 'KE' },
      { type: 'organisation', name: 'Bo Centre for Rights', country: 'KE' },
      { type: 'organisation', name: "Cleo Women's Network", country: 'UG' },
      { type: 'organisation', name: 'Dee Institute', country: 'UG' },
    ],
  ],
  [
    'lines-with-br.md',
    '## Signed\n\nAda Example, Professor of Law, Example University<br>\nBo Example, Example Org<br/>\nDr. Cleo Example, Other University\n\nPublished 14 March 2026\n',
    [
      { type: 'person', name: 'Ada Example', role: 'Professor of Law', affiliation: 'Example University' },
      { type: 'person', name: 'Bo Example', affiliation: 'Example Org' },
      { type: 'person', name: 'Dr. Cleo Example', affiliation: 'Other University' },
    ],
  ],
  [
    'names-with-employers.csv',
    'Given Name,Family Name,Employer,Job title,Do you want to appear publicly?\nAda,Example,Example Ltd,Engineer,Yes\nBo,Example,Other GmbH,,"No, keep me anonymous"\nCleo,Example,,Student,"Yes, with my name"\n',
    [
      { name: 'Ada Example', role: 'Engineer', affiliation: 'Example Ltd', type: 'person' },
      { name: 'Cleo Example', role: 'Student', type: 'person' },
    ],
  ],
  [
    'utf16-with-semicolons.csv',
    Buffer.from(
      '﻿Nom;Prénom;Employeur;Pays\r\nExemple;Ada;Société Exemple;Belgique\r\nModèle;Bo;;Luxembourg\r\n',
      'utf16le',
    ),
    [
      { name: 'Ada Exemple', country: 'BE', affiliation: 'Société Exemple', type: 'person' },
      { name: 'Bo Modèle', country: 'LU', type: 'person' },
    ],
  ],
  [
    'sep-tab.csv',
    'sep=\t\r\nName\tOrganisation\tCountry\r\nAda Example\tExample Org\tKenya\r\nBo Example\tOther Org\tUganda\r\n',
    [
      { name: 'Ada Example', country: 'KE', affiliation: 'Example Org', type: 'person' },
      { name: 'Bo Example', country: 'UG', affiliation: 'Other Org', type: 'person' },
    ],
  ],
  [
    'keyed-by-id.json',
    '{"letter": "x", "signatures": {"-Nabc1": {"name": "Ada Example", "org": "Example Org", "public": true, "createdAt": 1773480413000}, "-Nabc2": {"name": "Bo Example", "org": null, "public": false, "createdAt": 1773480413000}, "-Nabc3": {"name": "Cleo Example", "org": "Other", "public": true, "createdAt": 1773480413000}}}',
    [
      { name: 'Ada Example', signed: '2026-03-14', affiliation: 'Example Org', type: 'person' },
      { name: 'Cleo Example', signed: '2026-03-14', affiliation: 'Other', type: 'person' },
    ],
  ],
  [
    'nested-contacts.json',
    '{"organisations": [{"name": "Example Foundation", "acronym": "EF", "country": "KE", "contact": {"name": "Ada Example", "email": "ada@example.org"}}, {"name": "Other Network", "country": "UG", "contact": {"name": "Bo Example", "email": "bo@example.org"}}]}',
    [
      { name: 'Example Foundation', country: 'KE', acronym: 'EF', type: 'organisation' },
      { name: 'Other Network', country: 'UG', type: 'organisation' },
    ],
  ],
  [
    'dates-of-every-form.csv',
    'Name,Affiliation,Signed\nAda A,Org,14 March 2026\nBo B,Org,"March 15, 2026"\nCleo C,Org,16.3.2026\nDee D,Org,2026-03-17T10:00:00Z\nEve E,Org,18-Mar-26\nFay F,Org,1773480413\nGus G,Org,le 19 mars 2026\nHal H,Org,20. März 2026\nIda I,Org,21 de marzo de 2026\nJo J,Org,2026年3月22日\n',
    [
      { name: 'Ada A', signed: '2026-03-14', affiliation: 'Org', type: 'person' },
      { name: 'Bo B', signed: '2026-03-15', affiliation: 'Org', type: 'person' },
      { name: 'Cleo C', signed: '2026-03-16', affiliation: 'Org', type: 'person' },
      { name: 'Dee D', signed: '2026-03-17', affiliation: 'Org', type: 'person' },
      { name: 'Eve E', signed: '2026-03-18', affiliation: 'Org', type: 'person' },
      { name: 'Fay F', signed: '2026-03-14', affiliation: 'Org', type: 'person' },
      { name: 'Gus G', signed: '2026-03-19', affiliation: 'Org', type: 'person' },
      { name: 'Hal H', signed: '2026-03-20', affiliation: 'Org', type: 'person' },
      { name: 'Ida I', signed: '2026-03-21', affiliation: 'Org', type: 'person' },
      { name: 'Jo J', signed: '2026-03-22', affiliation: 'Org', type: 'person' },
    ],
  ],
  [
    'total-errors-second-header.csv',
    'Signatories of the letter,,\n,,\nName,Organisation,Country\nAda Example,Example Org,Kenya\nBo Example,#REF!,#N/A\nName,Organisation,Country\nCleo Example,Other Org,Uganda\nTotal,3,\n',
    [
      { name: 'Ada Example', country: 'KE', affiliation: 'Example Org', type: 'person' },
      { name: 'Bo Example', type: 'person' },
      { name: 'Cleo Example', country: 'UG', affiliation: 'Other Org', type: 'person' },
    ],
  ],
  [
    'duplicates-and-anonymous.csv',
    'Name;Affiliation;E-Mail\nAda Example;Org;a@example.org\nAda Example;Org;a@example.org\nAnonymous;;\nName withheld;;\nAda  Example ;Org;A@example.org\n',
    [
      { name: 'Ada Example', affiliation: 'Org', type: 'person' },
      { name: 'Ada Example', affiliation: 'Org', type: 'person' },
      { name: 'Ada Example', affiliation: 'Org', type: 'person' },
    ],
  ],
  [
    'organisations.txt',
    'Signed by:\n\nExample Foundation (EF)\nOther Network, Kenya\nThird Centre for Human Rights\nAmis de la Terre Exemple\nUnited Workers of Example\n',
    [
      { type: 'organisation', name: 'Example Foundation', acronym: 'EF' },
      { type: 'organisation', name: 'Other Network', country: 'KE', printed_as: 'Other Network, Kenya' },
      { type: 'organisation', name: 'Third Centre for Human Rights' },
      { type: 'organisation', name: 'Amis de la Terre Exemple' },
      { type: 'organisation', name: 'United Workers of Example' },
    ],
  ],
  [
    'page-with-footer.html',
    '<html><body><h1>Open letter</h1><p>Dear Ministers,</p><ul><li>stop it</li><li>now</li></ul><h2>Signatories</h2><h3>Organisations</h3><ul><li><a href="https://ex.example">Example Foundation</a></li><li>Other Network (Kenya)</li></ul><h3>Individuals</h3><ul><li>Prof. Ada Example, Example University</li><li>Bo Example <a href="mailto:bo@example.org">mail</a></li></ul><footer><ul><li>Imprint</li><li>Contact</li></ul></footer></body></html>',
    [
      { type: 'organisation', name: 'Example Foundation', url: 'https://ex.example' },
      { type: 'organisation', name: 'Other Network', country: 'KE', printed_as: 'Other Network (Kenya)' },
      { type: 'person', name: 'Prof. Ada Example', affiliation: 'Example University' },
      { type: 'person', name: 'Bo Example' },
    ],
  ],
  [
    'list.yaml',
    'signatories:\n  - name: Ada Example\n    affiliation: Example Org\n    date: 2026-03-14\n  - name: Bo Example\n    affiliation: ~\n    date: 2026-03-15\n',
    [
      { name: 'Ada Example', signed: '2026-03-14', affiliation: 'Example Org', type: 'person' },
      { name: 'Bo Example', signed: '2026-03-15', type: 'person' },
    ],
  ],
  [
    'list.toml',
    '[[signatory]]\nname = "Ada Example"\nrole = "Professor"\n[[signatory]]\nname = "Bo Example"\nrole = ""\n',
    [
      { name: 'Ada Example', role: 'Professor', type: 'person' },
      { name: 'Bo Example', type: 'person' },
    ],
  ],
  [
    'lines.jsonl',
    '{"fullName":"Ada Example","company":"Example Ltd","position":"CTO","anonymous":false}\n{"fullName":"Bo Example","company":"","position":"","anonymous":true}\n',
    [{ name: 'Ada Example', role: 'CTO', affiliation: 'Example Ltd', type: 'person' }],
  ],
  [
    'type-column-and-contact.csv',
    'Signing as,Name of organisation,Your name,Country\nOrganisation,Example Foundation,Ada Example,Kenya\nIndividual,,Bo Example,Uganda\nOrganisation,Other Network,Cleo Example,Ghana\n',
    [
      { name: 'Example Foundation', country: 'KE', type: 'organisation' },
      { name: 'Bo Example', country: 'UG', type: 'person' },
      { name: 'Other Network', country: 'GH', type: 'organisation' },
    ],
  ],
  [
    'one-column-german.csv',
    'Unterzeichnende\nAda Beispiel\nBo Muster\nCleo Muster\n',
    [
      { name: 'Ada Beispiel', type: 'person' },
      { name: 'Bo Muster', type: 'person' },
      { name: 'Cleo Muster', type: 'person' },
    ],
  ],
  [
    'associations-french.csv',
    "Nom de l'association;Sigle;Ville;Pays;Site internet;Nom du contact;Courriel\nAssociation Exemple;AE;Paris;France;www.exemple.example;Ada Exemple;ada@example.org\nRéseau Modèle;RM;Dakar;Sénégal;;Bo Modèle;bo@example.org\n",
    [
      {
        name: 'Association Exemple',
        country: 'FR',
        url: 'https://www.exemple.example',
        acronym: 'AE',
        type: 'organisation',
      },
      { name: 'Réseau Modèle', country: 'SN', acronym: 'RM', type: 'organisation' },
    ],
  ],
  [
    'google-form-portuguese.csv',
    'Carimbo de data/hora,Nome completo,Instituição,Função/Cargo,País,Autoriza a divulgação do seu nome?\n14/03/2026 09:26:53,Ada Exemplo,Universidade Exemplo,Professora,Brasil,Sim\n15/03/2026 09:26:53,Bo Modelo,,,Portugal,Não\n',
    [
      {
        name: 'Ada Exemplo',
        country: 'BR',
        signed: '2026-03-14',
        role: 'Professora',
        affiliation: 'Universidade Exemplo',
        type: 'person',
      },
    ],
  ],
  [
    'lines-of-persons-german.md',
    '## Erstunterzeichner:innen\n\n* Prof. Dr. Ada Beispiel (Universität Beispiel)\n* Bo Muster, Journalist, Berlin\n* Cleo von Muster – Schriftstellerin\n* Ärztin Dee Muster, MdB\n',
    [
      {
        type: 'person',
        name: 'Prof. Dr. Ada Beispiel',
        affiliation: 'Universität Beispiel',
        printed_as: 'Prof. Dr. Ada Beispiel (Universität Beispiel)',
      },
      { type: 'person', name: 'Bo Muster', role: 'Journalist', affiliation: 'Berlin' },
      {
        type: 'person',
        name: 'Cleo von Muster',
        role: 'Schriftstellerin',
        printed_as: 'Cleo von Muster – Schriftstellerin',
      },
      { type: 'person', name: 'Ärztin Dee Muster', affiliation: 'MdB' },
    ],
  ],
  [
    'status.csv',
    'Name,Organisation,Status,Email verified,Unsubscribed\nAda Example,Org,approved,yes,no\nBo Example,Org,pending,yes,no\nCleo Example,Org,approved,no,no\nDee Example,Org,spam,yes,no\nEve Example,Org,withdrawn,yes,no\n',
    [
      { name: 'Ada Example', affiliation: 'Org', type: 'person' },
      { name: 'Eve Example', affiliation: 'Org', type: 'person', withdrawn: '2028-01-01' },
    ],
  ],
  [
    'in-a-quotation.md',
    '> Signed,\n>\n> Ada Example, Example University\n> Bo Example, Other University\n> Cleo Example, Third University\n',
    [
      { type: 'person', name: 'Ada Example', affiliation: 'Example University' },
      { type: 'person', name: 'Bo Example', affiliation: 'Other University' },
      { type: 'person', name: 'Cleo Example', affiliation: 'Third University' },
    ],
  ],
  [
    'numbered-lines.txt',
    '1. Ada Example, Professor, Example University\n2. Bo Example\n3. Cleo Example - Other Org\n\nand 30 others\n',
    [
      { type: 'person', name: 'Ada Example', role: 'Professor', affiliation: 'Example University' },
      { type: 'person', name: 'Bo Example' },
      {
        type: 'person',
        name: 'Cleo Example',
        affiliation: 'Other Org',
        printed_as: 'Cleo Example - Other Org',
      },
    ],
  ],
  [
    'headings-of-countries.md',
    "# Letter\n\nWe call for:\n\n- this\n- that\n\n## Signatories\n\n### Kenya\n\n- Ada Foundation\n- Bo Centre for Rights\n\n### Uganda (1)\n\n- Cleo Women's Network\n\n### International\n\n- Dee Institute\n",
    [
      { type: 'organisation', name: 'Ada Foundation', country: 'KE' },
      { type: 'organisation', name: 'Bo Centre for Rights', country: 'KE' },
      { type: 'organisation', name: "Cleo Women's Network", country: 'UG' },
      { type: 'organisation', name: 'Dee Institute' },
    ],
  ],
  [
    'bold-countries-with-colons.md',
    '## Signed by organisations\n\n**France:**\n\n- Association Exemple\n- Ligue des Exemples\n\n**Deutschland:**\n\n- Beispiel e.V.\n',
    [
      { type: 'organisation', name: 'Association Exemple', country: 'FR' },
      { type: 'organisation', name: 'Ligue des Exemples', country: 'FR' },
      { type: 'organisation', name: 'Beispiel e.V.', country: 'DE' },
    ],
  ],
  [
    'bold-countries.md',
    'Signed,\n\n**Kenya**\n\n- Ada Foundation\n- Bo Centre for Rights\n\n**Ghana**\n\nThird Network\nFourth Association\n',
    [
      { type: 'organisation', name: 'Ada Foundation', country: 'KE' },
      { type: 'organisation', name: 'Bo Centre for Rights', country: 'KE' },
      { type: 'organisation', name: 'Third Network', country: 'GH' },
      { type: 'organisation', name: 'Fourth Association', country: 'GH' },
    ],
  ],
  [
    'sentence-as-type.csv',
    'Timestamp,Are you signing as an individual or on behalf of an organisation?,Full name,Organisation name,Your position,Country\n3/14/2026 9:26:53,As an individual,Ada Example,,,Kenya\n3/15/2026 9:26:53,On behalf of an organisation,Bo Example,Example Foundation,Director,Uganda\n',
    [
      { name: 'Ada Example', country: 'KE', signed: '2026-03-14', type: 'person' },
      { name: 'Example Foundation', country: 'UG', signed: '2026-03-15', type: 'organisation' },
    ],
  ],
  [
    'type-by-values-german.csv',
    'Ich unterzeichne als;Vorname;Nachname;Name der Organisation;Land\nPrivatperson;Ada;Beispiel;;DE\nOrganisation;Bo;Muster;Beispiel e.V.;AT\n',
    [
      { name: 'Ada Beispiel', country: 'DE', type: 'person' },
      { name: 'Beispiel e.V.', country: 'AT', type: 'organisation' },
    ],
  ],
  [
    'type-by-values-french.csv',
    'Vous signez en tant que,Nom complet,Nom de l’organisation,Pays\nParticulier,Ada Exemple,,France\nOrganisation,Bo Modèle,Réseau Exemple,Belgique\n',
    [
      { name: 'Ada Exemple', country: 'FR', type: 'person' },
      { name: 'Réseau Exemple', country: 'BE', type: 'organisation' },
    ],
  ],
  [
    'status-fr.csv',
    'Nom,Prénom,Organisme,Statut\nExemple,Ada,Org,Validé\nModèle,Bo,Org,En attente\nTroisième,Cleo,Org,Refusé\n',
    [{ name: 'Ada Exemple', affiliation: 'Org', type: 'person' }],
  ],
  [
    'contacts-below.md',
    '## Signatories\n\n1. **Example Foundation**\n   - Contact: Ada Example, ada@example.org\n2. **Other Network**\n   - Contact: Bo Example, bo@example.org\n3. **Third Centre**\n   - Contact: Cleo Example\n',
    [
      { type: 'organisation', name: 'Example Foundation' },
      { type: 'organisation', name: 'Other Network' },
      { type: 'organisation', name: 'Third Centre' },
    ],
  ],
  [
    'links-to-mail.md',
    '### Individuals\n\n- [Ada Example](mailto:ada@example.org), Example Org\n- Bo Example, bo [at] example.org\n- Cleo Example [website](https://cleo.example)\n',
    [
      { type: 'person', name: 'Ada Example', affiliation: 'Example Org' },
      { type: 'person', name: 'Bo Example' },
      { type: 'person', name: 'Cleo Example', url: 'https://cleo.example' },
    ],
  ],
  [
    'tsv-noheader.tsv',
    'Ada Example\tExample Org\tKenya\nBo Example\tOther Org\tUganda\n',
    [
      { type: 'person', name: 'Ada Example', affiliation: 'Example Org, Kenya' },
      { type: 'person', name: 'Bo Example', affiliation: 'Other Org, Uganda' },
    ],
  ],
  [
    'yaml-groups.yaml',
    'organisations:\n  - Example Foundation\n  - Other Network\nindividuals:\n  - name: Ada Example\n    affiliation: Example Org\n  - name: Bo Example\n',
    [
      { type: 'organisation', name: 'Example Foundation' },
      { type: 'organisation', name: 'Other Network' },
      { name: 'Ada Example', affiliation: 'Example Org', type: 'person' },
      { name: 'Bo Example', type: 'person' },
    ],
  ],
  [
    'edges-and-nodes.json',
    '{"data": {"petition": {"title": "x", "signers": {"edges": [{"node": {"displayName": "Ada Example", "country": {"code": "KE", "name": "Kenya"}}}, {"node": {"displayName": "Bo Example", "country": {"code": "UG", "name": "Uganda"}}}]}}}}',
    [
      { name: 'Ada Example', country: 'KE', type: 'person' },
      { name: 'Bo Example', country: 'UG', type: 'person' },
    ],
  ],
  [
    'html-table.html',
    '<table><tr><th>Name</th><th>Organisation</th><th>Date</th></tr><tr><td>Ada Example</td><td>Example Org</td><td>14.03.2026</td></tr><tr><td><s>Bo Example</s></td><td>Other</td><td>15.03.2026</td></tr></table>',
    [{ name: 'Ada Example', signed: '2026-03-14', affiliation: 'Example Org', type: 'person' }],
  ],
  [
    'lines-end-in-cr.csv',
    'Name;Organisation\rAda Example;Example Org\rBo Example;Other Org\r',
    [
      { name: 'Ada Example', affiliation: 'Example Org', type: 'person' },
      { name: 'Bo Example', affiliation: 'Other Org', type: 'person' },
    ],
  ],
  [
    'dates-us.csv',
    'Name,Affiliation,Submitted at\nAda A,Org,3/4/2026 9:26 PM\nBo B,Org,3/14/2026 10:01 AM\n',
    [
      { name: 'Ada A', signed: '2026-03-04', affiliation: 'Org', type: 'person' },
      { name: 'Bo B', signed: '2026-03-14', affiliation: 'Org', type: 'person' },
    ],
  ],
  [
    'headings-chinese.md',
    '## 联署机构\n\n- 示例基金会（北京）\n- 另一示例中心\n- 第三示例协会\n\n## 联署个人\n\n- 李示例，示例大学教授\n- 王范例\n',
    [
      { type: 'organisation', name: '示例基金会', printed_as: '示例基金会（北京）' },
      { type: 'organisation', name: '另一示例中心' },
      { type: 'organisation', name: '第三示例协会' },
      { type: 'person', name: '李示例', affiliation: '示例大学教授', printed_as: '李示例，示例大学教授' },
      { type: 'person', name: '王范例' },
    ],
  ],
  [
    'headings-arabic.md',
    '## الموقعون\n\n### المنظمات\n\n- مؤسسة المثال\n- شبكة النموذج (مصر)\n\n### الأفراد\n\n- آدا مثال، أستاذة، جامعة المثال\n- بو نموذج\n',
    [
      { type: 'organisation', name: 'مؤسسة المثال' },
      { type: 'organisation', name: 'شبكة النموذج', country: 'EG', printed_as: 'شبكة النموذج (مصر)' },
      {
        type: 'person',
        name: 'آدا مثال',
        role: 'أستاذة',
        affiliation: 'جامعة المثال',
        printed_as: 'آدا مثال، أستاذة، جامعة المثال',
      },
      { type: 'person', name: 'بو نموذج' },
    ],
  ],
  [
    'signed-russian.txt',
    'Подписали:\n\nАда Примерова, доцент, Институт примеров\nБо Образцов, журналист\nИ. И. Третий\n',
    [
      { type: 'person', name: 'Ада Примерова', role: 'доцент', affiliation: 'Институт примеров' },
      { type: 'person', name: 'Бо Образцов', role: 'журналист' },
      { type: 'person', name: 'И. И. Третий' },
    ],
  ],
  [
    'organisations-with-contacts.csv',
    'Organization,Website,Logo,Contact person,Contact email,Country\nExample Foundation,https://ex.example,https://ex.example/l.png,Ada Example,ada@example.org,Kenya\nOther Network,other.example,,Bo Example,bo@example.org,Uganda\n',
    [
      { name: 'Example Foundation', country: 'KE', url: 'https://ex.example', type: 'organisation' },
      { name: 'Other Network', country: 'UG', url: 'https://other.example', type: 'organisation' },
    ],
  ],
  [
    'addresses-in-text.csv',
    'Name,Affiliation,Anything else?\nAda Example,"Example Org, ada(at)example.org",reach me at ada@example.org\nBo Example <bo@example.org>,Other Org,\n',
    [
      { name: 'Ada Example', affiliation: 'Example Org', type: 'person' },
      { name: 'Bo Example', affiliation: 'Other Org', type: 'person' },
    ],
  ],
  [
    'toml-tables.toml',
    '[signatories.ada]\nname = "Ada Example"\naffiliation = "Example Org"\n\n[signatories.bo]\nname = "Bo Example"\naffiliation = "Other Org"\n',
    [
      { name: 'Ada Example', affiliation: 'Example Org', type: 'person' },
      { name: 'Bo Example', affiliation: 'Other Org', type: 'person' },
    ],
  ],
  [
    'checkbox.md',
    '## Signatories\n\n- [x] Ada Example, Example Org\n- [ ] Bo Example, Other Org\n- [x] ~~Cleo Example~~\n- [x] Dee Example, Third Org\n',
    [
      { type: 'person', name: 'Ada Example', affiliation: 'Example Org' },
      { type: 'person', name: 'Dee Example', affiliation: 'Third Org' },
    ],
  ],
  [
    'two-tables.md',
    '## Organisational signatories\n\n| Organisation | Country |\n|--|--|\n| Example Foundation | Kenya |\n| Other Network | UK |\n\n## Individual signatories\n\n| Name | Affiliation |\n|--|--|\n| Ada Example | Example Org |\n| Bo Example | |\n',
    [
      { name: 'Example Foundation', country: 'KE', type: 'organisation' },
      { name: 'Other Network', country: 'GB', type: 'organisation' },
      { name: 'Ada Example', affiliation: 'Example Org', type: 'person' },
      { name: 'Bo Example', type: 'person' },
    ],
  ],
]

it.each(KINDS)('%s', async (file, content, signatories) => {
  const result = await mapped(file, content)
  expect(result.questions).toEqual([])
  expect(result.problems).toEqual([])
  expect(signatoriesOf(result)).toEqual(signatories)
})

describe('it is asked', () => {
  it.each([
    [
      'whether they are organisations where half of the names could be persons’',
      'list.md',
      '## Supported by\n\n- **Amnesty Example**\n- Example Watch (formerly Example Eye)\n- Digital Courage Example\n- Article Ninety\n',
      'type Supported by',
    ],
    [
      'which of two affiliations is meant',
      'list.csv',
      'Name,Affiliation 1,Affiliation 2\nAda Example,Example Org,Other Org\n',
      'column Affiliation 2',
    ],
    [
      'which comes first where any day could be a month',
      'list.csv',
      'Name,Affiliation,Submitted at\nAda A,Org,3/4/2026\nBo B,Org,5/6/2026\n',
      'dates Submitted at',
    ],
    [
      'what an answer in the form’s own words means',
      'list.csv',
      'Name,Affiliation,How should we list you?\nAda Example,Org,With my name\nBo Example,Org,Anonymously\n',
      'column How should we list you?',
    ],
  ])('%s', async (_, file, content, question) => {
    expect(questionsOf(await mapped(file, content))).toEqual([question])
  })

  it('which list is meant where one below “Signatories” may be something else; its heading names them all', async () => {
    const markdown =
      '## Demands\n\n- peace\n\n## Signatories\n\n### Kenya\n\n- Ada Foundation\n\n### Add your name\n\n- Open a pull request\n'
    await expect(mapped('letter.md', markdown)).rejects.toThrow('it is not clear which of the lists')
    const { chosen } = await mapped('letter.md', markdown, { heading: 'signatories' })
    expect(chosen).toEqual([1, 2])
  })
})

it('a run of names in one line is not read, and said not to be', async () => {
  await expect(mapped('list.txt', 'Signed: Ada Example, Bo Example and Cleo Example\n')).rejects.toThrow()
})

it('a person whose first name two organisations begin with leaves a list of both a question', async () => {
  const csv = 'name\nAda Foundation\nAda Network\nAda Example\nBo Example\nCleo Example\n'
  expect(questionsOf(await mapped('list.csv', csv))).toEqual(['type'])
})
