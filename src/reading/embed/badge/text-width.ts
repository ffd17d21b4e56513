/** Advance widths of Helvetica in thousandths of its size (Adobe's Core 14 metrics); Arial and Liberation Sans have them too. */
const WIDTHS: [width: number, characters: string][] = [
  [222, "ijl'’"],
  [278, ' !,./:;I[]ft\\\u00a0\u202f'],
  [333, '()-r`'],
  [500, 'cksvxyzJ'],
  [611, 'FTZ'],
  [667, '&ABEKPSVXY'],
  [722, 'wCDHNRU'],
  [778, 'GOQ'],
  [833, 'mM'],
  [944, 'W'],
]

const known = new Map(
  WIDTHS.flatMap(([width, characters]) => Array.from(characters, (each) => [each, width])),
)

/** A scalar's width where the font is not known: generous, for what is too wide only leaves room. */
const unknown = (character: string): number => {
  if (/\p{M}|\p{Cf}/u.test(character)) return 0
  if (/[\p{Script=Han}\u3000-\u30ff\uff00-\uff60]/u.test(character)) return 1000
  if (/[\uac00-\ud7a3]/.test(character)) return 920
  if (/\p{Script=Arabic}/u.test(character)) return 570
  if (/\p{Script=Cyrillic}/u.test(character)) return /\p{Lu}/u.test(character) ? 740 : 600
  return 556
}

/** How wide a text is in a sans serif like Helvetica, in ems, without a font to ask. Accents take no room. */
export const textWidth = (text: string): number => {
  let width = 0
  for (const character of text.normalize('NFC')) {
    const [base = character] = character.normalize('NFD')
    width += known.get(base) ?? unknown(character)
  }
  return width / 1000
}
