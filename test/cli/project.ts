/** A project of its own in a temporary folder, with its own local KV, for the real command to work in. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { letGoBelow } from './kept-namespaces.ts'
import { runHere } from './run-here.ts'

const command = resolve('src/cli/undersigned.ts')
const node = resolve('node_modules/.bin/node')
const interfere = new URL('interfere.ts', import.meta.url).href

const CONFIG = `name = "test"
compatibility_date = "2026-11-01"
send_metrics = false
[[kv_namespaces]]
binding = "LETTERS"
`

export const LETTER = `---
title: A letter
date: 2020-02-29
addressee: Somebody
---

Dear Somebody, please stop.
`

export const CSV = `id,name,acronym
amnesty-international,Amnesty International,
asian-legal-resource-centre,Asian Legal Resource Centre,ALRC
human-rights-watch,Human Rights Watch,HRW
`

/** Who has this in a project's `.gitconfig` goes on where they were killed. */
export const GIT_CONFIG = '[user]\nname = An editor\n'

export type Ran = { code: number | string; stdout: string; stderr: string }
export type Project = Awaited<ReturnType<typeof createProject>>

/** @param files by path; `data/a-letter` is there unless they say otherwise */
export const createProject = async (files: Record<string, string | Uint8Array> = {}) => {
  // As a process that runs there has it, where the temporary folder is a link.
  const root = await realpath(await mkdtemp(join(tmpdir(), 'undersigned-project-')))
  const write = async (path: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), content)
  }
  const all = {
    'wrangler.toml': CONFIG,
    'data/a-letter/letter.en.md': LETTER,
    'data/a-letter/signatories.csv': CSV,
    ...files,
  }
  for (const [path, content] of Object.entries(all)) await write(path, content)
  return {
    root,
    write,
    remove: async () => {
      await letGoBelow(root)
      await rm(root, { recursive: true })
    },
    /** Runs the command without a terminal, in this process: nine in ten of these tests' seconds went into starting it. */
    run: (args: string[], env?: Record<string, string>): Promise<Ran> => runHere(root, args, env),
    /** As `run`, in a process of its own. `env` steers `interfere.ts`. Killed by a signal, `code` is its name. */
    spawn: async (args: string[], env: Record<string, string> = {}): Promise<Ran> => {
      const between = Object.keys(env).length > 0 ? ['--import', interfere] : []
      const child = spawn(node, [...between, command, ...args], {
        cwd: root,
        env: { PATH: process.env.PATH, HOME: root, TMPDIR: tmpdir(), ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      })
      const [stdout, stderr, [code, signal]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'exit'),
      ])
      // Killed as by kill -9, it leaves the KV that it ran.
      if (signal === 'SIGKILL' && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      return { code: signal ?? code, stdout, stderr }
    },
  }
}
