/** What the files of every letter of a site have in common: whose they are, under which licence, and what the list is. */
import type { Site } from '../page/site.ts'
import { tableSchema } from './table-schema.ts'

const list = (format: string, mediatype: string) => ({
  name: `signatories.${format}`,
  path: `signatories.${format}`,
  format,
  mediatype,
  encoding: 'utf-8',
})

/** A Data Package (version 2) but for what differs from letter to letter. */
const commonDataPackage = ({ publisher, origin, licence }: Site): object => ({
  $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
  ...(licence && { licenses: [{ path: licence.url, title: licence.name }] }),
  contributors: [
    { title: 'The signatories of the letter', roles: ['author'] },
    ...(publisher === undefined
      ? []
      : [{ title: publisher, ...(origin !== undefined && { path: origin }), roles: ['publisher'] }]),
  ],
  resources: [
    { ...list('csv', 'text/csv'), type: 'table', schema: tableSchema },
    list('jsonl', 'application/jsonl'),
  ],
})

/** `LICENCE.txt` in every bundle. */
const licenceText = ({ publisher, contact, licence }: Site): string =>
  [
    licence
      ? `Licence: ${licence.name}, ${licence.url}`
      : 'No licence is stated for these files: ask whoever published them before you publish them elsewhere.',
    ...(publisher === undefined ? [] : [`Published by: ${publisher}`]),
    ...(contact === undefined ? [] : [`Contact: ${contact}`]),
    'datapackage.json, beside this file, has the address and the revision to name where you use them.',
    '',
  ].join('\n')

export const letterFiles = (site: Site) => ({
  licence: licenceText(site),
  dataPackage: commonDataPackage(site),
})
