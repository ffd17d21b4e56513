/**
 * `backup-one.ts <how> <folder> <count>`: in a process of its own, and what it took as JSON. `publish` fills the folder;
 * `backup` writes what its store holds into a file, and `restore` puts that into an empty store, as the commands do.
 */
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readArchiveFile, writeArchiveFile } from '../../src/cli/archive-file.ts'
import { openSpool } from '../../src/cli/spool.ts'
import { readArchive, writeArchive } from '../../src/publishing/archive.ts'
import { backupPairs, planBackup } from '../../src/publishing/backup.ts'
import { readLive } from '../../src/publishing/live.ts'
import { planRestore, readRestorable, restore } from '../../src/publishing/restore.ts'
import { createFileKv } from './file-kv.ts'
import { cost, openStore, publishInto, slug } from './published.ts'

const [how = '', folder = '', count = ''] = process.argv.slice(2)
const archive = join(folder, 'backup.jsonl.gz')

const backUp = async (): Promise<object> => {
  const kv = openStore(folder)
  const plan = await planBackup(kv, [])
  const header = { created: '2020-03-02T12:00:00.000Z', letters: plan.letters }
  await writeArchiveFile(
    archive,
    writeArchive(
      header,
      backupPairs(kv, plan, (fault) => {
        throw new Error(fault)
      }),
    ),
  )
  return {
    pairs: plan.keys.length + plan.mutable.length,
    'file (MiB)': Math.round(statSync(archive).size / 2 ** 20),
  }
}

const restoreAll = async (): Promise<object> => {
  const empty = join(folder, 'restored')
  mkdirSync(empty)
  const kv = createFileKv(empty)
  using spool = openSpool()
  const { pairs } = await readArchive(readArchiveFile(archive))
  const found = await readRestorable(pairs, spool.add)
  const live = await readLive(kv, [slug])
  const plan = await planRestore(kv, live, found, spool)
  await restore(kv, live, plan, spool)
  return { pairs: plan.keys.length }
}

if (how === 'publish') await publishInto(folder, Number(count))
const result = how === 'publish' ? {} : await (how === 'backup' ? backUp : restoreAll)()
console.log(JSON.stringify({ ...cost(), ...result }))
