/** A real WordPress of Debian's packages, in a temporary folder, with PHP's own server and a MariaDB of its own. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { startProgram } from './process.ts'

const PHP = '/usr/bin/php'
const MARIADB = '/usr/sbin/mariadbd'
const WORDPRESS = '/usr/share/wordpress'

/** Debian's package of each file; `wordpress` brings PHP's extension for the database. */
const PACKAGES = {
  [`${WORDPRESS}/wp-load.php`]: 'wordpress',
  [`${WORDPRESS}/wp-content/themes/twentytwentythree`]: 'wordpress-theme-twentytwentythree',
  [PHP]: 'php-cli',
  [MARIADB]: 'mariadb-server-core',
}

/** What is missing, as a sentence that says what to install. `mini-httpd` keeps `wordpress` from bringing Apache. */
const missingPackages = (): string | undefined => {
  const missing = Object.entries(PACKAGES).filter(([path]) => !existsSync(path))
  if (missing.length === 0) return undefined
  return [
    `WordPress cannot start: this system lacks ${missing.map(([path]) => path).join(', ')}`,
    `apt-get install --no-install-recommends ${Object.values(PACKAGES).join(' ')} mini-httpd`,
  ].join('; ')
}

const run = (file: string, args: string[], env: Record<string, string>, input: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = execFile(file, args, { env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${error.message}\n${stdout}\n${stderr}`))
      else resolve(stdout)
    })
    child.stdin?.end(input)
  })

/**
 * Starts WordPress and publishes a post of each content.
 * @param letters the origin of the letters; it may be a local one
 * @returns the posts' addresses, and how to stop it and forget all that it holds
 * @throws Error where a package is missing, which says what to install
 */
export const startWordPress = async (
  letters: string,
  contents: string[],
): Promise<{ posts: string[]; stop: () => Promise<void> }> => {
  const missing = missingPackages()
  if (missing !== undefined) throw new Error(missing)
  const folder = await mkdtemp(join(tmpdir(), 'wp-'))
  const [site, data, socket] = ['site', 'data', 'socket'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const stops = [() => rm(folder, { recursive: true, force: true })]
  const stop = async () => {
    for (const each of stops) await each()
  }
  try {
    const own = (name: string) => join(import.meta.dirname, 'site', name)
    await mkdir(data)
    await cp(WORDPRESS, site, {
      recursive: true,
      dereference: true,
      filter: (path) => !path.endsWith('.htaccess'),
    })
    await cp(own('wp-config.php'), join(site, 'wp-config.php'), { force: true })
    await cp(own('install.php'), join(site, 'install.php'))
    await cp(own('mu-plugin.php'), join(site, 'wp-content/mu-plugins/letters.php'))

    // Without its table of users it is set up in no time; the socket is in a folder of our own.
    const database = await startProgram(
      MARIADB,
      [
        '--no-defaults',
        `--user=${userInfo().username}`,
        `--datadir=${data}`,
        `--socket=${socket}`,
        `--tmpdir=${folder}`,
        '--skip-networking',
        '--skip-grant-tables',
      ],
      /ready for connections/,
    )
    stops.unshift(database.stop)

    const env = { DB_SOCKET: socket, LETTERS_ORIGIN: letters }
    const server = await startProgram(
      PHP,
      ['-d', `sys_temp_dir=${folder}`, '-S', '127.0.0.1:0', '-t', site],
      /\(http:\/\/(127\.0\.0\.1:\d+)\) started/,
      env,
    )
    stops.unshift(server.stop)

    const [, host = ''] = server.said
    const posts = await run(PHP, [join(site, 'install.php'), host], env, JSON.stringify(contents))
    return { posts: JSON.parse(posts), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
