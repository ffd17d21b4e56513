import type { TestProject } from 'vitest/node'
import { findChromium } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where Chromium is, or why there is none to test with. */
    chromium: { path: string } | { missing: string }
  }
}

/** Finds Chromium once, before any test: the test processes get its path. */
export default async function provideChromium(project: TestProject): Promise<void> {
  try {
    const path = await findChromium()
    process.env.CHROMIUM_PATH = path
    project.provide('chromium', { path })
  } catch (error) {
    project.provide('chromium', { missing: error instanceof Error ? error.message : String(error) })
  }
}
