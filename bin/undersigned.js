#!/usr/bin/env node
// In the repository the source itself, so that it is never an old one; in the package what it was compiled to.
import { existsSync } from 'node:fs'

const [major, minor] = process.versions.node.split('.').map(Number)
const source = new URL('../src/cli/undersigned.ts', import.meta.url)
if (major > 22 || (major === 22 && minor >= 18))
  await import(existsSync(source) ? source : '../dist/cli/undersigned.js')
else {
  console.error(
    `undersigned needs Node 22.18 or later, and this is ${process.version}: install the LTS version from https://nodejs.org`,
  )
  process.exitCode = 1
}
