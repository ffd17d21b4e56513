#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number)
if (major > 22 || (major === 22 && minor >= 18)) await import('./dist/main.js')
else {
  console.error(
    `create-undersigned needs Node 22.18 or later, and this is ${process.version}: install the LTS version from https://nodejs.org`,
  )
  process.exitCode = 1
}
