import { fillFrom, replaceIn } from '../../editing/edit-signatories.ts'
import { joinTraces } from '../../editing/import/trace.ts'
import { CheckFailed, command, WrongUsage } from '../command.ts'
import { type EditOptions, findSignatory, nameAndId, openList, withEditing, writeEdit } from '../edit-list.ts'

export const merge = withEditing(
  command('merge', 'make one signatory of two who are the same', [
    'merge our-letter-2026 ada-example ada-example-2',
  ]),
)
  .argument('<slug>', 'the letter')
  .argument('<kept>', 'the id that stays, with its row; what it leaves empty is filled from the other')
  .argument('<retired>', 'the id whose row goes; nobody else will ever get it')
  .action(async (slug: string, id: string, retired: string, options: EditOptions) => {
    const list = await openList(slug)
    const kept = findSignatory(list, id)
    const other = findSignatory(list, retired)
    if (id === retired) throw new WrongUsage('These are one id; name two')
    if (kept.type !== other.type) {
      throw new CheckFailed(
        `${nameAndId(kept)} is of type ${kept.type} and ${nameAndId(other)} of type ${other.type}; nothing was written.`,
      )
    }
    const merged = fillFrom(kept, other)
    const warnings =
      kept.withdrawn === undefined && other.withdrawn !== undefined
        ? [
            `${nameAndId(other)} withdrew on ${other.withdrawn}; ${id} stays in the list until you withdraw it too`,
          ]
        : []
    await writeEdit(
      {
        list,
        signatories: replaceIn(list.signatories, merged).filter((each) => each.id !== retired),
        memory: joinTraces(list.memory, kept, other),
        warnings,
        about: { id, retired, signatory: merged },
      },
      options,
    )
  })
