import { readFile, rename, writeFile } from 'node:fs/promises'
import { checkDate } from '../../editing/advice.ts'
import { formatDiagnostic, isDiagnostic } from '../../editing/diagnostic.ts'
import { readSignatories } from '../../editing/read-signatories.ts'
import { withdraw as writeWithdrawal } from '../../editing/withdraw.ts'
import { didYouMean } from '../../letter/nearest.ts'
import { printedName, type Signatory } from '../../letter/schema.ts'
import { CheckFailed, command, printJson, WrongUsage } from '../command.ts'
import { chooseLetters } from '../read-letters.ts'

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

export const withdraw = command('withdraw', 'write into data/ that a signatory withdrew', [
  'withdraw un-human-rights-council-2018 child-rights-connect',
  'withdraw un-human-rights-council-2018 child-rights-connect --date 2018-07-01',
])
  .argument('<slug>', 'the letter')
  .argument('<signatory>', "the signatory's id, from the column id of signatories.csv")
  .option('--date <day>', 'the day of the withdrawal, YYYY-MM-DD; today when left out')
  .action(async (slug: string, id: string, options: { json?: true; date?: string }) => {
    await chooseLetters([slug])
    const date = options.date ?? new Date().toISOString().slice(0, 10)
    const advice = checkDate(date)
    if (advice !== undefined) throw new WrongUsage(`--date: ${advice.message}; ${advice.hint}`)

    const file = `data/${slug}/signatories.csv`
    const bytes = await readFile(file)
    const signatories: Signatory[] = []
    const problems: string[] = []
    for await (const item of readSignatories(file, whole(bytes))) {
      if (isDiagnostic(item)) problems.push(formatDiagnostic(item))
      else signatories.push(item)
    }
    if (problems.length > 0) throw new CheckFailed(`${problems.join('\n')}\nNothing was written.`)
    const signatory = signatories.find((each) => each.id === id)
    if (signatory === undefined) {
      const hint = didYouMean(
        id,
        signatories.map((each) => each.id),
      )
      throw new WrongUsage(
        `There is no ${id} in ${file}; ${hint.startsWith('did') ? hint : 'the first column shows the ids'}`,
      )
    }
    if (signatory.withdrawn !== undefined) {
      throw new CheckFailed(
        `${printedName(signatory)} has withdrawn already, on ${signatory.withdrawn}; nothing was written.`,
      )
    }
    // Written beside and then renamed, so that the list is never half there.
    await writeFile(`${file}.new`, writeWithdrawal(bytes, id, date))
    await rename(`${file}.new`, file)
    if (options.json) printJson({ slug, id, name: signatory.name, withdrawn: date, file })
    else
      console.log(
        `${printedName(signatory)} withdrew on ${date}: written to ${file}. Publish to make it live.`,
      )
  })
