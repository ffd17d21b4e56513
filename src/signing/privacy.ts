import { type Ctx, page, withLetter } from './context.ts'
import { privacyPage } from './pages/privacy.tsx'

export const showPrivacy = async (c: Ctx): Promise<Response> => {
  const { letter, around } = await withLetter(c)
  const { CONTROLLER, CONTACT } = c.env
  return page(
    privacyPage(around, letter, { controller: CONTROLLER || undefined, contact: CONTACT || undefined }),
  )
}
