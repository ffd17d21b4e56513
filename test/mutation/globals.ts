/** What workerd has and Node has not. */
import { scheduler } from 'node:timers/promises'

Object.assign(globalThis, { scheduler })
