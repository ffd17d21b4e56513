import type { DeskBindings } from './desk/object.ts'
import type { Register } from './register/register.ts'

/** The settings, and the way to the objects. */
export type Bindings = DeskBindings & { REGISTERS: DurableObjectNamespace<Register> }
