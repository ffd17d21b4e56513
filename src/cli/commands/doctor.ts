import { openApi } from '../cloudflare-api.ts'
import { CheckFailed, command, printJson } from '../command.ts'
import { examineAccount, examineProject, type Finding } from '../doctor.ts'
import { coloured, visibleLines } from '../terminal.ts'

const MARKS = { right: '✓', later: '·', wrong: '✗' } as const

const print = ({ what, state, says, todo }: Finding): void => {
  const line = `${MARKS[state]} ${what}: ${visibleLines(says)}`
  console.log(state === 'wrong' ? coloured('red', MARKS.wrong) + line.slice(1) : line)
  if (todo !== undefined) console.log(`  → ${visibleLines(todo)}`)
}

export const doctor = command(
  'doctor',
  'look whether a deployment can succeed: letters, login, account, Worker, KV, plan, clock',
  ['doctor', 'doctor --env staging'],
)
  .option('--env <name>', 'the Worker of this environment of wrangler.toml, for example staging')
  .action(async ({ json, env }: { json?: true; env?: string }) => {
    const findings: Finding[] = []
    for (const part of [examineProject(), examineAccount(openApi(), env)]) {
      for await (const finding of part) {
        findings.push(finding)
        if (!json) print(finding)
      }
    }
    if (json) printJson({ findings })
    if (findings.some(({ state }) => state === 'wrong')) throw new CheckFailed()
  })
