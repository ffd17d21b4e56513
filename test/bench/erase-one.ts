/**
 * `erase-one.ts <how> <folder> <count>`: in a process of its own, and what it took as JSON. `publish` fills the folder;
 * `erase` takes the one in the middle of the list out of it and of the store, as the command does.
 */
import { openSpool } from '../../src/cli/spool.ts'
import { eraseFromData, findInData } from '../../src/editing/erase-signatory.ts'
import { erase } from '../../src/publishing/erase/erase.ts'
import { planErasure } from '../../src/publishing/erase/plan.ts'
import { readLive } from '../../src/publishing/live.ts'
import { syntheticSignatory } from '../synthetic.ts'
import { cost, openStore, publishInto, slug } from './published.ts'

const [how = '', folder = '', count = ''] = process.argv.slice(2)
const total = Number(count)

const eraseOne = async (): Promise<object> => {
  const kv = openStore(folder)
  const { id } = syntheticSignatory(Math.floor(total / 2))
  const live = await readLive(kv, [slug])
  const { known } = await findInData(folder, id)
  using spool = openSpool()
  const erasure = await planErasure(kv, live, slug, id, spool, { known })
  await eraseFromData(folder, id)
  await erase(kv, live, erasure, spool)
  return {
    ...cost(),
    written: erasure.write.length + erasure.tombstones.length,
    removed: erasure.remove.length,
  }
}

if (how === 'publish') await publishInto(folder, total)
console.log(JSON.stringify(how === 'publish' ? {} : await eraseOne()))
