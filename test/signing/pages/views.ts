/** What a signatory's page shows, to test with: somebody who is on a letter, or not yet. */
import { textId } from '../../../src/letter/text-id.ts'
import { compileWhole } from '../../../src/publishing/compile.ts'
import type { MineView } from '../../../src/signing/pages/mine.tsx'
import type { OwnView } from '../../../src/signing/register/manage.ts'
import { translated } from '../../translated.ts'

export const letter = translated()
const { compiled } = await compileWhole(letter)
export const { revision } = compiled

export const own: OwnView = {
  state: 'approved',
  entry: { type: 'person', name: 'Ada Example' },
  contact: undefined,
  proposed: undefined,
  news: false,
  hasAddress: false,
  language: 'en',
  revision: revision.id,
  text: textId(letter),
  holding: undefined,
  reason: undefined,
  published: Date.parse('2026-06-01T12:00:00Z'),
  id: 'signon-abcdef-7',
}

/** Confirmed, and for a moderator to look at. */
export const waiting: OwnView = { ...own, state: 'waiting', published: undefined, id: undefined }

export const mineView: MineView = {
  letter,
  signing: { who: 'both', moderation: 'before', fields: [] },
  text: textId(letter),
  own,
  revision,
  position: undefined,
  key: '1.key',
}
