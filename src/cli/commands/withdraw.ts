import { replaceIn } from '../../editing/edit-signatories.ts'
import { saveList } from '../../editing/list-file.ts'
import { letterFolder } from '../../editing/read-data.ts'
import { openLetter } from '../../editing/read-letter.ts'
import { checkWithdrawal } from '../../editing/withdraw.ts'
import { printedName } from '../../letter/schema.ts'
import { CheckFailed, command, printJson, WrongUsage } from '../command.ts'
import { findSignatory, openList, today } from '../edit-list.ts'
import { visible } from '../terminal.ts'

export const withdraw = command('withdraw', 'write into data/ that a signatory withdrew', [
  'withdraw un-human-rights-council-2018 child-rights-connect',
  'withdraw un-human-rights-council-2018 child-rights-connect --date 2018-07-01',
])
  .argument('<slug>', 'the letter')
  .argument('<signatory>', "the signatory's id, from the column id of signatories.csv")
  .option('--date <day>', 'the day of the withdrawal, YYYY-MM-DD; today when left out')
  .action(async (slug: string, id: string, options: { json?: true; date?: string }) => {
    const list = await openList(slug)
    const { file } = list
    const signatory = findSignatory(list, id)
    const name = printedName(signatory)
    const date = options.date ?? today()
    if (signatory.withdrawn !== undefined) {
      throw new CheckFailed(`${name} has withdrawn already, on ${signatory.withdrawn}; nothing was written.`)
    }
    const { letter } = await openLetter(await letterFolder(slug))
    const advice = checkWithdrawal(signatory, date, { today: today(), letterDate: letter?.date })
    if (advice !== undefined) throw new WrongUsage(`--date: ${advice.message}; ${advice.hint}`)
    await saveList(list, replaceIn(list.signatories, { ...signatory, withdrawn: date }))
    if (options.json) printJson({ slug, id, name: signatory.name, withdrawn: date, file })
    else console.log(visible(`${name} withdrew on ${date}: written to ${file}. Publish to make it live.`))
  })
