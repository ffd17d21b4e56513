/** The sign-on Worker: nothing but wiring. */
import { createApp } from './app.ts'

export { Desk } from './desk/desk.ts'
export { Register } from './register/register.ts'

export default createApp()
