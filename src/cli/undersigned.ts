#!/usr/bin/env node
/** Begins with code that was compiled before, which halves the time until a command does something. */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/undersigned'))
await import('./program.ts')
