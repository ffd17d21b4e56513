/** `undersigned verify --url` and the pictures that a publish drew, served by the real routes from the KV that it wrote. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { snapshotOf } from '../../src/publishing/snapshot.ts'
import { createApp } from '../../src/reading/app.ts'
import { partKey } from '../../src/revision/keys.ts'
import { PIXEL } from '../fixtures/drawn.ts'
import { serveRoutes } from '../serve-routes.ts'
import { createLiveProject, SLUG } from './live-project.ts'
import { LETTER } from './project.ts'

// As workerd has it, and Node not yet.
Object.assign(Uint8Array, { fromBase64: (text: string) => new Uint8Array(Buffer.from(text, 'base64')) })

let live: Awaited<ReturnType<typeof createLiveProject>>
let site: Awaited<ReturnType<typeof serveRoutes>>
/** What a deployment that is not to be trusted does to an answer, by its path. */
let tamper: Record<string, (answer: Response) => Response | Promise<Response>> = {}
const asked: string[] = []

beforeAll(async () => {
  live = await createLiveProject()
  await live.project.write(
    `data/${SLUG}/letter.fr.md`,
    LETTER.replace('date: 2020-02-29', 'translation_of: en').replace('please stop', 'merci d’arrêter'),
  )
  const published = await live.publish()
  expect(published, published.stderr).toMatchObject({ code: 0 })
  // Anew for each request: an isolate keeps what KV held.
  const appFor = async () => createApp(await snapshotOf([]))
  site = await serveRoutes(live.kv, appFor, async (path, answer) => {
    asked.push(path)
    return (await tamper[path]?.(answer)) ?? answer
  })
}, 60_000)
afterEach(() => {
  tamper = {}
  asked.length = 0
})
afterAll(async () => {
  site?.close()
  await live?.stop()
})

const verify = () => live.project.run(['verify', '--url', site.base])
const drawn = async (language: string) => {
  const picture = (await live.head()).pictures?.drawn.find((each) => each.language === language)
  if (picture?.badge === undefined) return expect.fail(`no pictures in ${language}`)
  return { preview: picture.preview, badge: picture.badge }
}
const previewPath = async (language: string) =>
  `/letters/${SLUG}/preview/${(await drawn(language)).preview}.png`
const pixel = ({ headers }: Response) => new Response(Buffer.from(PIXEL, 'base64'), { headers })

describe('the pictures of a deployed letter', { timeout: 60_000 }, () => {
  it('are fetched in each language, and are what was published', async () => {
    const ran = await verify()
    expect(ran, ran.stdout).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toContain('  ✓ pictures\n')
    expect(asked.filter((path) => path.endsWith('.png') || path.includes('.png?'))).toEqual([
      await previewPath('en'),
      `/letters/${SLUG}/badge.png?lang=en`,
      await previewPath('fr'),
      `/letters/${SLUG}/badge.png?lang=fr`,
    ])
  })

  it('are named where KV has lost them, and are there again after what it says repairs them', async () => {
    const { preview } = await drawn('fr')
    const { badge } = await drawn('en')
    for (const name of [preview, badge]) await live.kv.delete(partKey(SLUG, name))
    const ran = await verify()
    expect(ran).toMatchObject({ code: 1 })
    expect(ran.stdout).toContain(
      `  ✗ pictures: ${site.base}/letters/${SLUG}/badge.png?lang=en answers 503; ${site.base}${await previewPath('fr')}, which ${site.base}/letters/${SLUG}/fr names, answers 503; where a publish is just spreading, look again in two minutes, else undersigned publish --rewrite --remote repairs it\n`,
    )
    expect(await live.publish('--rewrite')).toMatchObject({ code: 0 })
    expect(await verify()).toMatchObject({ code: 0 })
  })

  it.each([
    ['another picture', pixel, 'is another picture than was published'],
    ['no picture', ({ headers }: Response) => new Response('<html>', { headers }), 'is no PNG'],
    ['nothing', () => new Response(null, { status: 404 }), 'answers 404'],
  ])('in whose place %s is served are named: the preview', async (_, change, said) => {
    const path = await previewPath('en')
    tamper = { [path]: change }
    const ran = await verify()
    expect(ran).toMatchObject({ code: 1 })
    expect(ran.stdout).toContain(
      `✗ pictures: ${site.base}${path}, which ${site.base}/letters/${SLUG} names, ${said}; where`,
    )
  })

  it('in whose place another is served are named: the badge, by its ETag, also where a cache made that a weak one', async () => {
    const path = `/letters/${SLUG}/badge.png?lang=fr`
    for (const weaken of ['', 'W/']) {
      tamper = {
        [path]: (answer) => {
          const other = pixel(answer)
          other.headers.set('ETag', `${weaken}${answer.headers.get('ETag')}`)
          return other
        },
      }
      expect((await verify()).stdout).toContain(
        `✗ pictures: ${site.base}${path} is another picture than was published; where`,
      )
    }
    // Of what has no tag of ours nothing more can be known.
    tamper = { [path]: () => new Response(Buffer.from(PIXEL, 'base64')) }
    expect(await verify()).toMatchObject({ code: 0 })
  })

  it('have addresses that say what is in them', async () => {
    tamper = {
      [`/letters/${SLUG}`]: async (answer) =>
        new Response(
          (await answer.text()).replace(/(og:image" content=")[^"]*/, '$1https://other.example/a.png'),
          answer,
        ),
    }
    expect((await verify()).stdout).toContain(
      `✗ pictures: ${site.base}/letters/${SLUG} gives https://other.example/a.png as its picture, whose address does not say what is in it; where`,
    )
  })

  it('are not asked for where a letter was published without', async () => {
    const head = await live.head()
    const { pictures: _, ...without } = head
    await live.kv.put(`letter/${SLUG}`, JSON.stringify(without))
    const ran = await verify()
    expect(ran).toMatchObject({ code: 0 })
    expect(ran.stdout).not.toContain('pictures')
    await live.kv.put(`letter/${SLUG}`, JSON.stringify(head))
  })
})
