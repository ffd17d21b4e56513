/**
 * Makes `dist/`, which the package holds in place of `src/`: Node strips no types below `node_modules`. Whatever can be
 * bundled is, so that whoever installs it installs little else, and a command begins in half the time. And the package
 * `create-undersigned`. `npm ci` and `npm pack` run this.
 */
import { cp, glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type BuildOptions, build, type Metafile } from 'esbuild'
import { builtJson } from './built-json.ts'
import { writeLicences } from './licences.ts'
import { PACKAGE, SOURCE } from './places.ts'
import { writeTypes } from './types.ts'
import { WORKERS } from './workers.ts'
import { writeIfNew } from './write-if-new.ts'

const DIST = join(PACKAGE, 'dist')

/** What stays a package of its own: native code, data that is read as files, and Wrangler with what it brings. */
const INSTALLED = ['wrangler', 'miniflare', 'esbuild', '@napi-rs/canvas', '@fontsource-variable/*']

const CREATE_DIST = join(PACKAGE, 'create/dist')

const bundle = async (options: BuildOptions): Promise<Metafile> => {
  const { outputFiles, metafile } = await build({
    absWorkingDir: PACKAGE,
    bundle: true,
    format: 'esm',
    charset: 'utf8',
    outbase: SOURCE,
    outdir: DIST,
    legalComments: 'none',
    logLevel: 'silent',
    ...options,
    metafile: true,
    write: false,
  })
  for (const { path, contents } of outputFiles) {
    await mkdir(dirname(path), { recursive: true })
    await writeIfNew(path, contents)
  }
  return metafile
}

/** A command: an entry, and a file for what each of its commands needs. */
const bundleCommand = (entry: string, outdir: string): Promise<Metafile> =>
  bundle({
    entryPoints: [join(SOURCE, entry)],
    outdir,
    outbase: dirname(join(SOURCE, entry)),
    splitting: true,
    platform: 'node',
    target: 'node22.17',
    external: INSTALLED,
    // Some of what is bundled is CommonJS, which asks for Node's own modules.
    banner: {
      js: "import { createRequire as requireHere } from 'node:module';const require = requireHere(import.meta.url);",
    },
  })

/** The Workers, and what the build runs or bundles again; what a build writes is put in by that of each project. */
const bundleWorkers = (): Promise<Metafile> =>
  bundle({
    entryPoints: [...Object.values(WORKERS), 'reading/openapi/document.ts', 'reading/site/prerender.ts'].map(
      (entry) => join(SOURCE, entry),
    ),
    // As Wrangler has it.
    platform: 'browser',
    conditions: ['workerd', 'worker', 'browser'],
    target: 'es2024',
    // Wrangler makes less of it than of the source, unless this is done once before.
    minify: true,
    jsx: 'automatic',
    jsxImportSource: '#jsx',
    external: ['cloudflare:*'],
    plugins: [builtJson()],
  })

/** The client, and the scripts for browsers, which the build bundles again with what languages say. */
const bundleScripts = (): Promise<Metafile> =>
  bundle({
    entryPoints: [
      'api/client.ts',
      'embed/widget/widget.ts',
      'embed/widget/letter.ts',
      'embed/widget/embed.ts',
      'embed/builder/builder.ts',
      'embed/copy-link.ts',
      'embed/sign-form/element.ts',
      'embed/sign-form/frame.ts',
      'reading/site/docs/browser/docs.ts',
      'signing/challenge/browser/solve.ts',
    ].map((entry) => join(SOURCE, entry)),
    target: 'es2023',
    plugins: [builtJson()],
  })

const copyData = async (): Promise<void> => {
  for await (const path of glob(['{page,signing}/messages/*.json', '{page,embed,reading,signing}/**/*.css'], {
    cwd: SOURCE,
  }))
    await cp(join(SOURCE, path), join(DIST, path))
}

/** The workflows of a repository of letters are those of this one. */
const WORKFLOWS = ['publish.yml', 'review.yml', 'review-comment.yml', 'backup.yml']

/** What a repository of letters is made of, and compared with. */
const writeTemplate = async (to: string): Promise<void> => {
  await mkdir(join(to, 'github/workflows'), { recursive: true })
  await cp(join(PACKAGE, 'create/template'), to, { recursive: true })
  for (const name of WORKFLOWS) {
    const text = await readFile(join(PACKAGE, '.github/workflows', name), 'utf8')
    const there = text.replaceAll(' docs/', ' node_modules/undersigned/docs/')
    await writeFile(join(to, 'github/workflows', name), there)
  }
}

/** `undersigned`. */
const buildPackage = async (): Promise<void> => {
  const [metafiles] = await Promise.all([
    Promise.all([bundleCommand('cli/undersigned.ts', join(DIST, 'cli')), bundleWorkers(), bundleScripts()]),
    copyData(),
    writeTemplate(join(DIST, 'cli/template')),
    writeTypes(DIST),
  ])
  await writeLicences(metafiles, DIST)
}

/** `create-undersigned`, in `create/`. */
const buildCreate = async (): Promise<void> => {
  await writeTemplate(join(CREATE_DIST, 'template'))
  await writeLicences([await bundleCommand('create/main.ts', CREATE_DIST)], CREATE_DIST)
}

for (const folder of [DIST, CREATE_DIST]) await rm(folder, { recursive: true, force: true })
await Promise.all([buildPackage(), buildCreate()])
