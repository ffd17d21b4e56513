import type { Desk } from './desk/desk.ts'
import type { Register } from './register/register.ts'
import type { Settings } from './settings.ts'

/** The settings, and the way to the objects. */
export type Bindings = Settings & {
  REGISTERS: DurableObjectNamespace<Register>
  DESK: DurableObjectNamespace<Desk>
}
