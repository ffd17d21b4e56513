/** A letter's history as a deployment serves it to everybody. */
import * as z from 'zod/mini'
import { Publication } from '../revision/layout.ts'
import { fetchJson, nextQuery } from './deployed.ts'
import { DeploymentError } from './errors.ts'

const PageJson = z.object({
  revisions: z.array(Publication),
  links: z.object({ next: z.nullable(z.string()) }),
})

/** More than any letter has. */
const MAX_PUBLICATIONS = 1_000_000

/** All publications, the newest first; undefined where there is no such letter. @throws DeploymentError */
export const fetchHistory = async (origin: string, slug: string): Promise<Publication[] | undefined> => {
  const address = `${origin}/v1/letters/${slug}/revisions`
  const history: Publication[] = []
  for (let url = address; ; ) {
    const page: z.infer<typeof PageJson> | undefined = await fetchJson(url, PageJson)
    if (page === undefined) return undefined
    history.push(...page.revisions)
    const { next } = page.links
    if (next === null) return history
    if (page.revisions.length === 0 || history.length >= MAX_PUBLICATIONS)
      throw new DeploymentError(url, 'leads on and on: its history does not end')
    url = address + nextQuery(url, next)
  }
}
