/** The way to the desk, of which there is one. */
import { within } from '../jurisdiction.ts'
import type { Settings } from '../settings.ts'
import type { Desk } from './desk.ts'

/** The settings, and where the desk is. */
export type DeskBindings = Settings & { DESK: DurableObjectNamespace<Desk> }

export const deskIn = (env: DeskBindings) => within(env.DESK, env).getByName('desk')
