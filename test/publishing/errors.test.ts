import { expect, it } from 'vitest'
import {
  DeploymentError,
  IncompleteRevision,
  NotPublished,
  NotShown,
  PublishConflict,
  SignatureError,
  StoreLoss,
  UnclearRevision,
} from '../../src/publishing/errors.ts'

const [a, b] = ['a', 'b'].map((digit) => digit.repeat(64)) as [string, string]

it.each<[Error, object, string]>([
  [
    new PublishConflict(false),
    { name: 'PublishConflict', written: false },
    'Somebody else published while this publish was under way. Nothing is lost or mixed: readers see one whole revision.',
  ],
  [
    new PublishConflict(true),
    { written: true },
    'Somebody else published in the same moment. Nothing is lost or mixed: readers see one whole revision.',
  ],
  [
    new NotPublished(undefined, []),
    { name: 'NotPublished', slug: undefined },
    'Nothing is published here yet.',
  ],
  [
    new NotPublished('leter', ['letter']),
    { slug: 'leter' },
    'There is no live letter leter; did you mean letter?',
  ],
  [new NotPublished('leter', []), {}, 'There is no live letter leter; nothing is published here yet'],
  [
    new UnclearRevision('slug', undefined, []),
    { name: 'UnclearRevision', slug: 'slug', candidates: [] },
    'slug has no earlier revision in its history',
  ],
  [new UnclearRevision('slug', 'abc', []), {}, 'slug has no revision abc in its history'],
  [
    new UnclearRevision('slug', '', [a, b]),
    { candidates: [a, b] },
    ' could be aaaaaaaaaaaa or bbbbbbbbbbbb; write more of it',
  ],
  [
    new IncompleteRevision('slug', a),
    { name: 'IncompleteRevision', slug: 'slug', revision: a, missing: undefined },
    'Revision aaaaaaaaaaaa of slug is not in KV any more; nothing was changed.',
  ],
  [
    new IncompleteRevision('slug', a, 'key'),
    { missing: 'key' },
    'Revision aaaaaaaaaaaa of slug is not whole in KV (key is missing); nothing was changed.',
  ],
  [
    new StoreLoss(['key']),
    { name: 'StoreLoss', keys: ['key'] },
    'KV did not keep what it said it took (key), not the second time either. Nothing went live: readers have what they had. Publish again later.',
  ],
  [
    new StoreLoss(['key', 'other', 'third']),
    {},
    'KV did not keep what it said it took (key and 2 more), not the second time either. Nothing went live: readers have what they had. Publish again later.',
  ],
  [
    new NotShown(['key', 'other']),
    { name: 'NotShown', keys: ['key', 'other'] },
    'It is written, and KV still does not show it (key, other): it is late, or lost it. Readers see one whole revision, the old or the new.',
  ],
  [new SignatureError('no key'), { name: 'SignatureError' }, 'no key'],
  [
    new DeploymentError('https://a.example/', 'cannot be reached'),
    { name: 'DeploymentError', url: 'https://a.example/' },
    'https://a.example/ cannot be reached',
  ],
])('%s', (error, fields, message) => {
  expect(error.message).toBe(message)
  expect(error).toMatchObject(fields)
})
