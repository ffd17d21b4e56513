import { readHistory } from '../../publishing/history.ts'
import { readChosen } from '../../publishing/live.ts'
import { CheckFailed, command, type KvOptions, openKv, printJson, withKv } from '../command.ts'
import { coloured, short, signatories, visible, visibleLines } from '../terminal.ts'

export const history = withKv(
  command('history', 'list what was published, and when, newest first', [
    'history',
    'history un-human-rights-council-2018 --remote',
  ]),
)
  .argument('[slug...]', 'the letters; all that are live when left out')
  .action(async (slugs: string[], options: KvOptions & { json?: true }) => {
    await using kv = await openKv(options)
    const live = await readChosen(kv, slugs)
    for (const what of live.broken) console.error(visibleLines(what))
    const letters = await Promise.all(
      live.slugs.map(async (slug) => {
        const letter = live.letter(slug)
        return { slug, head: letter.head, history: await readHistory(kv, slug, letter) }
      }),
    )
    if (options.json) {
      printJson({
        letters: letters.map(({ slug, head, history }) => ({
          slug,
          current: head?.revision.id ?? null,
          history,
        })),
      })
    } else {
      for (const { slug, history } of letters) {
        console.log(coloured('bold', slug))
        for (const [
          index,
          { revision, published, count, note, by, signature, signons, as_published: then },
        ] of history.entries()) {
          const facts = [
            `${published.slice(0, 10)} ${published.slice(11, 16)} UTC`,
            short(revision),
            signatories(count),
            ...(signons ? [`${signons.toLocaleString('en')} through the form`] : []),
            ...(signature ? ['signed'] : []),
            ...(by === undefined ? [] : [`by ${visible(by)}`]),
            ...(then ? ['erased from'] : []),
            ...(note === undefined ? [] : [visible(note)]),
          ]
          console.log(`${index === 0 ? '→' : ' '} ${facts.join('  ')}`)
        }
      }
    }
    if (live.broken.length > 0) throw new CheckFailed()
  })
