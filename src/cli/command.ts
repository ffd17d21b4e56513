/** What all commands have in common. */
import { Command } from 'commander'
import { type OpenKv, openLocalKv } from './kv-local.ts'
import { createRemoteKv } from './kv-remote.ts'

/** The command was called in a way that cannot work. */
export class WrongUsage extends Error {}

/** The command worked and what it found is not right. Without a message, all has been said already. */
export class CheckFailed extends Error {}

export const command = (name: string, description: string, examples: string[]): Command =>
  new Command(name)
    .description(description)
    .option('--json', 'print the result as JSON, for programs')
    .addHelpText('after', `\nExamples:\n${examples.map((example) => `  undersigned ${example}`).join('\n')}`)

export type KvOptions = { remote?: true; persistTo?: string; env?: string }

/** The options of a command that reads or writes KV. */
export const withKv = (command: Command): Command =>
  command
    .option('--remote', "the deployed Worker's KV, with your Wrangler login, instead of the local one")
    .option('--persist-to <folder>', 'where the local KV is kept, as for wrangler dev')
    .option('--env <name>', 'the KV of this environment of wrangler.toml, for example staging')

export const openKv = async ({ remote, persistTo, env }: KvOptions): Promise<OpenKv> =>
  remote
    ? { ...createRemoteKv({ env }), [Symbol.asyncDispose]: async () => {} }
    : openLocalKv({ persistTo, env })

/** The result for programs, on standard output and nothing else there. */
export const printJson = (value: unknown): void => console.log(JSON.stringify(value, null, 2))
