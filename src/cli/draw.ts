/** A letter's pictures, drawn where what they say has changed. */
import { readMessages } from '../build/messages/read.ts'
import { drawnColours } from '../build/site-file/accent.ts'
import { readSite, type Site } from '../build/site-file/read.ts'
import { MAX_NAMES, pictureTexts } from '../preview/texts.ts'
import { getValues } from '../publishing/kv.ts'
import { createPartReader } from '../publishing/part-reader.ts'
import type { Drawn, PairSource } from '../publishing/plan.ts'
import { partKey, partName } from '../revision/keys.ts'
import {
  type Head,
  LetterPart,
  type Pair,
  type PicturePart,
  type Revision,
  SignatoriesPart,
  splitNames,
} from '../revision/layout.ts'
import { unpack } from '../revision/packed.ts'
import { StoreError } from '../revision/store-error.ts'
import { counted, visible } from './terminal.ts'

/** Changes when what is drawn of the same words does, so that a publish draws all anew. */
const STYLE = 2

/** @throws Error where something is wrong in `site.yaml` */
const siteNow = async (): Promise<Site> => {
  const { site } = await readSite()
  if (site === undefined) throw new Error('site.yaml is not right: undersigned validate shows where')
  return site
}

/** Of what: a revision, and whether the public can sign its letter; `before` is the head that it comes after. */
type Drawing = { slug: string; revision: Revision; isOpen: boolean; before?: Head | undefined }

/** Reads what is drawn, from the first source that has it. */
const readPictured = async (sources: PairSource[], { slug, revision, isOpen }: Drawing) => {
  const read = createPartReader(slug, async (key) => {
    for (const source of sources) {
      const value = (await getValues(source, [key])).get(key)
      if (value !== undefined) return value
    }
    return undefined
  })
  const { letter, counts } = await read(LetterPart, revision.letter)
  const [first] = splitNames(revision.signatories.names)
  const signatories = first === undefined ? [] : await read(SignatoriesPart, first)
  const names = signatories.slice(0, MAX_NAMES).map((packed) => unpack(packed).signatory.name)
  return { letter, count: revision.count, types: counts.type, names, isOpen }
}

const partOf = async (slug: string, png: string): Promise<{ name: string; pair: Pair }> => {
  const value = JSON.stringify({ png } satisfies PicturePart)
  const name = await partName(value)
  return { name, pair: { key: partKey(slug, name), value } }
}

type Shared = { messages: Awaited<ReturnType<typeof readMessages>>['messages']; site: Site }

const readShared = async (): Promise<Shared> => {
  const [{ messages }, site] = await Promise.all([readMessages(), siteNow()])
  return { messages, site }
}

/** @param sources where the revision's parts are */
export type Draw = (sources: PairSource[], drawing: Drawing) => Promise<Drawn | undefined>

/**
 * Draws the pictures of revisions: gives those that a letter has where they say the same, else new ones. A letter goes live
 * without them where they cannot be made, which is said. What all letters share is read once.
 *
 * @param warn is given a line on each thing that is not drawn
 */
export const createDraw = (warn: (line: string) => void): Draw => {
  let shared: Promise<Shared> | undefined
  return (sources, drawing) => {
    shared ??= readShared()
    return drawRevision(shared, sources, drawing, warn)
  }
}

const drawRevision = async (
  shared: Promise<Shared>,
  sources: PairSource[],
  drawing: Drawing,
  warn: (line: string) => void,
): Promise<Drawn | undefined> => {
  const { slug, before } = drawing
  try {
    const { messages, site } = await shared
    const { name, accent } = site
    const texts = pictureTexts(await readPictured(sources, drawing), messages, name)
    const made_of = await partName(JSON.stringify([STYLE, texts, ...(accent ? [accent.light] : [])]))
    if (before?.pictures?.made_of === made_of) return { pictures: before.pictures, parts: [] }

    // Loaded where it is needed: it brings a drawing engine of its own.
    const { drawPictures } = await import('../preview/draw.ts')
    const { pictures, missing } = drawPictures(texts, drawnColours(accent))
    for (const { language, characters } of missing)
      warn(
        `${slug}: no preview picture in ${language}: no font has ${characters.slice(0, 5).join(' ')}${characters.length > 5 ? ` and ${counted(characters.length - 5, 'more character')}` : ''}`,
      )
    const drawn: Drawn = { pictures: { made_of, drawn: [] }, parts: [] }
    for (const { language, preview, badge } of pictures) {
      const one = await partOf(slug, preview)
      const other = badge === undefined ? undefined : await partOf(slug, badge)
      drawn.pictures.drawn.push({ language, preview: one.name, ...(other && { badge: other.name }) })
      drawn.parts.push(one.pair, ...(other ? [other.pair] : []))
    }
    return drawn
  } catch (error) {
    // What is not whole is told, and mended, by others.
    if (error instanceof StoreError) return undefined
    warn(`${slug}: no preview picture: ${visible(error instanceof Error ? error.message : String(error))}`)
    return undefined
  }
}
