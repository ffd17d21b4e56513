import { Option } from 'commander'
import { moveTo, type Place } from '../../editing/edit-signatories.ts'
import { CheckFailed, command, WrongUsage } from '../command.ts'
import { type EditOptions, findSignatory, nameAndId, openList, withEditing, writeEdit } from '../edit-list.ts'

type Options = EditOptions & { before?: string; after?: string; first?: true; last?: true }

const placeOf = ({ before, after, first, last }: Options): Place => {
  if (before !== undefined) return { before }
  if (after !== undefined) return { after }
  if (first) return 'first'
  if (last) return 'last'
  throw new WrongUsage('Say where to: --before <id>, --after <id>, --first or --last')
}

export const move = withEditing(
  command('move', "change a signatory's place in the list", [
    'move un-human-rights-council-2018 child-rights-connect --after amnesty-international',
    'move un-human-rights-council-2018 child-rights-connect --first',
  ]),
)
  .argument('<slug>', 'the letter')
  .argument('<signatory>', "the signatory's id, from the column id of signatories.csv")
  .addOption(
    new Option('--before <id>', 'to the place before this signatory').conflicts(['after', 'first', 'last']),
  )
  .addOption(new Option('--after <id>', 'to the place after this signatory').conflicts(['first', 'last']))
  .addOption(new Option('--first', 'to the beginning of the list').conflicts('last'))
  .option('--last', 'to the end of the list')
  .action(async (slug: string, id: string, options: Options) => {
    const place = placeOf(options)
    const list = await openList(slug)
    const signatory = findSignatory(list, id)
    const next = options.before ?? options.after
    if (next === id) throw new WrongUsage(`${id} cannot stand next to itself; name another signatory`)
    if (next !== undefined) findSignatory(list, next)
    const signatories = moveTo(list.signatories, signatory, place)
    if (signatories.every((each, index) => each === list.signatories[index]))
      throw new CheckFailed(`${nameAndId(signatory)} stands there already; nothing was written.`)
    const position = signatories.findIndex((each) => each.id === id) + 1
    await writeEdit({ list, signatories, about: { id, name: signatory.name, position } }, options)
  })
