/** The Worker: nothing but wiring. */
import snapshot from '../../build/snapshot.json'
import { site } from '../page/site.ts'
import { createApp } from './app.ts'
import { keptFromSearch } from './kept-from-search.ts'
import { warmUp } from './warm-up.ts'

warmUp(site).catch((error) => console.error(error))

const app = createApp(snapshot, site)

export default site.robots === 'noindex' ? keptFromSearch(app) : app
