/** Pictures as they come out: read again, and looked at where ink must be. */
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '../../src/page/languages.ts'
import { drawBadge } from '../../src/preview/draw-badge.ts'
import { drawPreview, PREVIEW, type PreviewText } from '../../src/preview/draw-preview.ts'
import { fontsFor, loadFonts } from '../../src/preview/fonts.ts'
import { favicon, touchIcon } from '../../src/preview/icons.ts'
import { messagesIn } from '../messages.ts'

const english: PreviewText = {
  language: 'en',
  kind: 'Open letter',
  title: 'A letter',
  to: 'To',
  addressee: 'The Minister',
  signed: '18 organisations',
  names: ['One, Two and 16 others', 'One and 17 others'],
  site: 'A site',
}

const ACCENT = '#7d1f2c'
const MARK = '#b8475a'

const pngOf = (drawn: { png: Buffer } | { missing: string[] }): Buffer => {
  if ('missing' in drawn) throw new Error(`no font has ${drawn.missing}`)
  return drawn.png
}

/** How many pixels of a part of a picture are dark. */
const inkAt = async (
  png: Buffer,
  left: number,
  right: number,
  top: number,
  bottom: number,
): Promise<number> => {
  const image = await loadImage(png)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  let ink = 0
  for (let y = top; y < Math.min(bottom, image.height); y++)
    for (let x = left; x < Math.min(right, image.width); x++)
      if ((data[(y * image.width + x) * 4] as number) < 128) ink++
  return ink
}

/** The same of its left and its right half, between two rows. */
const inkOf = async (png: Buffer, from = 0, to = Number.POSITIVE_INFINITY) => {
  const { width } = await loadImage(png)
  return {
    left: await inkAt(png, 0, Math.ceil(width / 2), from, to),
    right: await inkAt(png, Math.ceil(width / 2), width, from, to),
  }
}

describe('a preview', () => {
  test('is a PNG of the size that sites show whole', async () => {
    const { width, height } = await loadImage(pngOf(drawPreview(english, ACCENT)))
    expect({ width, height }).toEqual(PREVIEW)
  })

  test.each([
    ['en', 'The rights of others'],
    ['ru', 'Права других'],
    ['vi', 'Quyền của người khác'],
    ['ar', 'حقوق الآخرين'],
    ['fa', 'حقوق دیگران'],
    ['ur', 'دوسروں کے حقوق، ٹ ڈ ڑ ں ے'],
    ['uk', 'Права інших, ґ є ї'],
    ['tr', 'Başkalarının hakları, ğ ş İ'],
    ['zh', '他人的权利'],
    ['zh-Hant', '他人的權利'],
    ['ja', '他者の権利について'],
    ['ko', '다른 이들의 권리'],
    ['hi', 'दूसरों के अधिकार'],
  ])('has the letters of %s, each with a shape of its own', async (language, title) => {
    const [one = '', ...others] = [...title].filter((letter) => /\p{L}/u.test(letter))
    const alone = (letter: string) => pngOf(drawPreview({ ...english, language, title: letter }, ACCENT))
    // What a font lacks is the same box for all.
    const other = others.find((each) => each.toLowerCase() !== one.toLowerCase()) ?? ''
    expect(alone(one).equals(alone(other))).toBe(false)
    expect(alone(one).equals(alone(' '))).toBe(false)
  })

  test.each(LANGUAGES)('in %s has whatever we say in it', (language) => {
    const { openLetter, to, widget, badge } = messagesIn(language)
    const plurals = [widget.count, widget.organisations, widget.persons, widget.others, badge.signed]
    const said = [openLetter, to, ...plurals.flatMap((forms) => Object.values(forms))].join('')
    expect(
      loadFonts(`${said}${new Intl.NumberFormat(language).format(1_234_567_890)}`, fontsFor(language)),
    ).toEqual([])
  })

  test('in Arabic begins at the right', async () => {
    const arabic = {
      ...english,
      language: 'ar',
      kind: 'رسالة',
      title: 'رسالة',
      to: 'إلى',
      addressee: 'الوزير',
    }
    const { left, right } = await inkOf(pngOf(drawPreview(arabic, ACCENT)), 20, 400)
    expect(right).toBeGreaterThan(0)
    expect(left).toBe(0)
    expect((await inkOf(pngOf(drawPreview(english, ACCENT)), 20, 400)).right).toBe(0)
  })

  test('keeps a long title, a long addressee and those who signed apart', async () => {
    const title = 'Many words of a very long title that goes on and on '.repeat(8)
    const long = pngOf(drawPreview({ ...english, title, addressee: title }, ACCENT))
    // No ink between the addressee's lines and the number.
    const gap = await inkOf(long, 486, 500)
    expect(gap).toEqual({ left: 0, right: 0 })
  })

  test('in Urdu is in nastaliq, which keeps its lines apart though it takes twice the height', async () => {
    const urdu = { ...english, title: 'انسانی حقوق کے لیے '.repeat(9), addressee: 'محترم وزیر '.repeat(20) }
    const [nastaliq = Buffer.of(), naskh] = ['ur', 'fa'].map((language) =>
      pngOf(drawPreview({ ...urdu, language }, ACCENT)),
    )
    expect(naskh?.equals(nastaliq)).toBe(false)
    expect(await inkOf(nastaliq, 470, 480)).toEqual({ left: 0, right: 0 })
  })

  test('shows a Chinese character as the language writes it', () => {
    const one = { ...english, title: '骨' }
    const [simplified, traditional] = ['zh-Hans', 'zh-Hant'].map((language) =>
      pngOf(drawPreview({ ...one, language }, ACCENT)),
    )
    expect(simplified?.equals(traditional as Buffer)).toBe(false)
  })

  test('is not drawn with boxes: it says which characters no font has', () => {
    expect(drawPreview({ ...english, title: 'จดหมาย A' }, ACCENT)).toEqual({
      missing: ['จ', 'ด', 'ห', 'ม', 'า', 'ย'],
    })
  })

  test('keeps a long name of the site beside those who signed', async () => {
    const png = pngOf(drawPreview({ ...english, site: 'A site with a long name '.repeat(4) }, ACCENT))
    // As far from either edge as every other line is.
    expect(await inkAt(png, 0, 79, 545, 600)).toBe(0)
    expect(await inkAt(png, 1121, 1200, 545, 600)).toBe(0)
    expect(await inkAt(png, 80, 600, 545, 600)).toBeGreaterThan(0)
  })

  test('names fewer where more leave no room for how many others there are', () => {
    const pictureOf = (names: string[]) => pngOf(drawPreview({ ...english, names }, ACCENT))
    const [more, fewer] = [`${'A long name '.repeat(12)}, Two and 16 others`, 'One and 17 others']
    expect(pictureOf([more, fewer]).equals(pictureOf([fewer]))).toBe(true)
  })

  test('shows no number where none is given', async () => {
    const { signed: _, names: __, ...without } = english
    expect((await inkOf(pngOf(drawPreview(without, ACCENT)), 500, 540)).left).toBe(0)
    expect((await inkOf(pngOf(drawPreview(english, ACCENT)), 500, 540)).left).toBeGreaterThan(0)
  })
})

test('a badge is as wide as its phrase and 28 high, at twice that for sharp screens', async () => {
  const short = await loadImage(pngOf(drawBadge({ language: 'en', phrase: 'Signed by 18' }, MARK)))
  const long = await loadImage(
    pngOf(drawBadge({ language: 'ar', phrase: 'وقّعت عليها 18 منظمة من كل العالم' }, MARK)),
  )
  expect([short.height, long.height]).toEqual([56, 56])
  expect(long.width).toBeGreaterThan(short.width)
})

test('the favicon holds one image of 32 by 32, the touch icon is 180 by 180', async () => {
  const icon = favicon(MARK)
  expect([icon.readUInt16LE(2), icon.readUInt16LE(4), icon[6], icon[7]]).toEqual([1, 1, 32, 32])
  const png = icon.subarray(icon.readUInt32LE(18))
  expect(png.length).toBe(icon.readUInt32LE(14))
  expect((await loadImage(png)).width).toBe(32)
  expect((await loadImage(touchIcon(MARK))).width).toBe(180)
})
