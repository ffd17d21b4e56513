import { generateKeyPairSync } from 'node:crypto'
import { mkdir, realpath, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { readPublicKeys, writePublicKeys } from '../../publishing/key-files.ts'
import { PUBLIC_KEYS, publicKeyOf } from '../../publishing/signatures.ts'
import { command, printJson, WrongUsage } from '../command.ts'

const DEFAULT = join(homedir(), '.undersigned', 'signing-key.pem')

/** Where a path really leads, by way of links; what of it is not there yet stays as it is. */
const realPathOf = async (path: string): Promise<string> => {
  try {
    return await realpath(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return join(await realPathOf(dirname(path)), basename(path))
  }
}

/** Whether a file would be inside the project, and so one careless commit away from everybody. */
const isInside = (folder: string, file: string): boolean => !/^\.\.|^\//.test(relative(folder, file))

export const keygen = command('keygen', 'make a key pair to sign revisions with', [
  'keygen',
  'keygen --out /media/usb/signing-key.pem',
])
  .option(
    '--out <file>',
    'where the private key goes; never inside the project (default: ~/.undersigned/signing-key.pem)',
  )
  .action(async ({ json, out = DEFAULT }: { json?: true; out?: string }) => {
    const file = resolve(out)
    if (isInside(await realPathOf(process.cwd()), await realPathOf(file))) {
      throw new WrongUsage(
        `${out} is inside the project, where it could be committed; choose a place outside of it`,
      )
    }
    const known = await readPublicKeys()
    const { privateKey } = generateKeyPairSync('ed25519')
    const key = publicKeyOf(privateKey)
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    try {
      await writeFile(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { flag: 'wx', mode: 0o600 })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      throw new WrongUsage(
        `${file} is there already, and a private key is never overwritten; choose another with --out`,
      )
    }
    await writePublicKeys({ keys: [...known.keys, key] })
    if (json) printJson({ privateKey: file, publicKeys: PUBLIC_KEYS, key })
    else {
      console.log(
        `Private key: ${file} (only you can read it; keep a copy somewhere safe, and never publish it)`,
      )
      console.log(
        `Public key:  ${PUBLIC_KEYS}, id ${key.kid} (commit it; it is served after the next deploy)`,
      )
      console.log(`Sign with it: undersigned publish --sign ${file}`)
    }
  })
