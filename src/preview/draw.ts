/** A letter's pictures, in all its languages. */
import { drawBadge } from './draw-badge.ts'
import { drawPreview } from './draw-preview.ts'
import type { PictureTexts } from './texts.ts'

/** Of one language: PNGs in base64. */
export type DrawnPictures = { language: string; preview: string; badge?: string }

/** @returns the pictures of each language, but for those of which no font has some characters: these are said */
export const drawPictures = (
  texts: PictureTexts[],
  { accent, mark }: { accent: string; mark: string },
): { pictures: DrawnPictures[]; missing: { language: string; characters: string[] }[] } => {
  const pictures: DrawnPictures[] = []
  const missing: { language: string; characters: string[] }[] = []
  for (const { language, preview, badge } of texts) {
    const [one, other] = [drawPreview(preview, accent), badge && drawBadge(badge, mark)]
    const lacking = [one, other].flatMap((drawn) => (drawn && 'missing' in drawn ? drawn.missing : []))
    if (lacking.length > 0) missing.push({ language, characters: [...new Set(lacking)] })
    else if ('png' in one)
      pictures.push({
        language,
        preview: one.png.toString('base64'),
        ...(other && 'png' in other && { badge: other.png.toString('base64') }),
      })
  }
  return { pictures, missing }
}
