import { type Ctx, page, withLetter } from './context.ts'
import { privacyPage } from './pages/privacy.tsx'

export const showPrivacy = async (c: Ctx): Promise<Response> => {
  const { letter, around } = await withLetter(c)
  return page(privacyPage(around, letter))
}
