import { rename as renamed, replaceIn } from '../../editing/edit-signatories.ts'
import { CheckFailed, command, WrongUsage } from '../command.ts'
import { type EditOptions, findSignatory, nameAndId, openList, withEditing, writeEdit } from '../edit-list.ts'

export const rename = withEditing(
  command('rename', "change a signatory's name; the id, and so every link, stays", [
    'rename un-human-rights-council-2018 child-rights-connect "Child Rights Connect International"',
  ]),
)
  .argument('<slug>', 'the letter')
  .argument('<signatory>', "the signatory's id, from the column id of signatories.csv")
  .argument('<name>', 'the new name, as the letter is to print it')
  .action(async (slug: string, id: string, given: string, options: EditOptions) => {
    const list = await openList(slug)
    const before = findSignatory(list, id)
    const name = given.trim().normalize('NFC')
    if (name === '') throw new WrongUsage('The new name is empty; write it in quotation marks')
    if (name === before.name)
      throw new CheckFailed(`${nameAndId(before)} is called that; nothing was written.`)
    const after = renamed(before, name)
    await writeEdit(
      {
        list,
        signatories: replaceIn(list.signatories, after),
        about: { id, before: before.name, after: name },
      },
      options,
    )
  })
