/** The Worker: nothing but wiring. */
import snapshot from '../../build/snapshot.json'
import { createApp } from './app.ts'

export default createApp(snapshot)
