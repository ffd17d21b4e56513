#!/usr/bin/env node
/** Begins with code that was compiled before, which halves the time until a command does something. */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { PACKAGE } from '../build/places.ts'

enableCompileCache(join(PACKAGE, 'node_modules/.cache/undersigned'))
const { runCommand } = await import('./program.ts')

// Whoever reads no further, such as `head`, has enough; what was begun is done all the same.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

const code = await runCommand(process.argv.slice(2))
if (code !== 0) process.exitCode = code
