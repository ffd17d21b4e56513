/** What the files of every letter of a site have in common: whose they are, under which licence, and what the list is. */
import type { Site } from '../page/site.ts'
import { tableSchema } from './table-schema.ts'

const licenceOf = ({ links }: Site) => links.find(({ rel }) => rel === 'license')

const file = (format: string, mediatype: string, of: object) => ({
  name: `signatories.${format}`,
  path: `signatories.${format}`,
  format,
  mediatype,
  encoding: 'utf-8',
  ...of,
})

/** A Data Package (version 2) but for what differs from letter to letter. */
export const commonDataPackage = (site: Site): object => {
  const licence = licenceOf(site)
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    ...(licence && { licenses: [{ path: licence.url, title: licence.text }] }),
    contributors: [
      { title: 'The signatories of the letter', roles: ['author'] },
      ...(site.publisher === undefined
        ? []
        : [
            {
              title: site.publisher,
              ...(site.origin !== undefined && { path: site.origin }),
              roles: ['publisher'],
            },
          ]),
    ],
    resources: [
      file('csv', 'text/csv', { type: 'table', schema: tableSchema }),
      file('jsonl', 'application/jsonl', {}),
    ],
  }
}

/** The file `LICENCE.txt` of every letter's bundle. */
export const licenceText = (site: Site): string => {
  const licence = licenceOf(site)
  return [
    licence
      ? `Licence: ${licence.text}, ${licence.url}`
      : 'No licence is stated for these files: ask whoever published them before you publish them elsewhere.',
    ...(site.publisher === undefined ? [] : [`Published by: ${site.publisher}`]),
    ...(site.contact === undefined ? [] : [`Contact: ${site.contact}`]),
    'datapackage.json, beside this file, has the address and the revision to name where you use them.',
    '',
  ].join('\n')
}
