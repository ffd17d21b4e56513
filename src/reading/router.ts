import { PatternRouter } from 'hono/router/pattern-router'
import { createLru } from '../http/lru.ts'
import { isSlug } from '../letter/schema.ts'

/** Where so many paths lead is remembered, which requests for the same do not look up again. */
const MAX_PATHS = 2_000

/** What stands at a path, and what the path says of it: '' where that is nothing. */
export type Found<Target> = { target: Target; param: (name: string) => string }

export type Router<Target> = ReturnType<typeof createRouter<Target>>

/** Leads from paths to what was put there; where several patterns have a path, to the first of them. */
export const createRouter = <Target>() => {
  // Hono's smallest. It tries one pattern after the other; its fastest cannot tell /letters/{file}.md from /letters/{slug}.
  const router = new PatternRouter<Target>()
  const paths: string[] = []
  const known = createLru<Found<Target>>(MAX_PATHS)

  const look = (path: string): Found<Target> | undefined => {
    // Of a slash at the end it would take no notice.
    if (path.includes('%') || /.\/$/.test(path)) return undefined
    const [target, params] = router.match('ALL', path)[0][0] ?? []
    if (target === undefined) return undefined
    const { file, slug = file?.replace(/\.(?:bundle\.zip|\w+)$/, '') } = params as Record<string, string>
    if (slug !== undefined && !isSlug(slug)) return undefined
    return {
      target,
      param: (name) => (name === 'slug' ? slug : (params as Record<string, string>)[name]) ?? '',
    }
  }

  return {
    /** The patterns, as Hono writes them. */
    paths,
    add(path: string, target: Target): void {
      paths.push(path)
      router.add('ALL', path, target)
    },
    /** Undefined where there is nothing, nor can be: no address of ours is percent-encoded, and slugs are what slugs are. */
    find(path: string): Found<Target> | undefined {
      const before = known.get(path)
      if (before) return before
      const found = look(path)
      if (found) known.set(path, found, 1)
      return found
    },
  }
}
