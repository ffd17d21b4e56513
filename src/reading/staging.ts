/** The Worker of a staging deployment: the same, at its own origin, and kept out of search engines. */
import snapshot from '../../build/snapshot.json'
import { site } from '../page/site.ts'
import { createApp } from './app.ts'
import { keptFromSearch } from './kept-from-search.ts'
import { warmUp } from './warm-up.ts'

warmUp(site.staging).catch((error) => console.error(error))

export default keptFromSearch(createApp(snapshot, site.staging))
