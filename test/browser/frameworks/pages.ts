/** Pages that frameworks build, each around the component that docs/widget.md shows. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { compile } from 'svelte/compiler'
import { compileScript, parse } from 'vue/compiler-sfc'

/** The letter in the code that docs/widget.md shows. */
export const SLUG = 'un-human-rights-council-2018'

const pathOf = (component: string): string => join(import.meta.dirname, 'components', component)

/** Reads a component that docs/widget.md shows. */
export const source = (component: string): Promise<string> => readFile(pathOf(component), 'utf8')

/** Reads a package's file. */
export const packaged = (name: string): Promise<string> =>
  readFile(createRequire(import.meta.url).resolve(name), 'utf8')

export const inline = (script: string): string =>
  `<script>${script.replaceAll('</script', '<\\/script')}</script>`

const vueOptions = { isCustomElement: (tag: string) => tag === 'signatory-list' }

const vue: Plugin = {
  name: 'vue',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.vue$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      const { descriptor } = parse(text, { templateParseOptions: vueOptions })
      const { content } = compileScript(descriptor, {
        id: path,
        inlineTemplate: true,
        templateOptions: { compilerOptions: vueOptions },
      })
      return { contents: content, loader: 'js' }
    }),
}

const svelte: Plugin = {
  name: 'svelte',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.svelte$/ }, async ({ path }) => {
      const { js } = compile(await readFile(path, 'utf8'), { filename: path, generate: 'client', dev: true })
      return { contents: js.code, loader: 'js' }
    }),
}

/** Bundles a script that may import `component`, as a build for development does: frameworks complain there of what they do not like. */
export const bundle = async (contents: string, component = ''): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents, loader: 'tsx', resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    alias: { component: pathOf(component) },
    jsx: 'automatic',
    jsxDev: true,
    conditions: ['browser', 'development'],
    define: {
      'process.env.NODE_ENV': '"development"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true',
    },
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
    plugins: [vue, svelte],
  })
  return outputFiles.map(({ text }) => text).join('')
}

/**
 * What shows the component while `show` was given a view, which is then its own, and takes it away while it was given none.
 * Each in the framework's own way: by its state.
 */
const APPS = {
  React: `
    import { StrictMode, useState } from 'react'
    import { createRoot } from 'react-dom/client'
    import { Signatories } from 'component'
    const App = () => {
      const [view, setView] = useState('list')
      globalThis.show = setView
      return view && <Signatories view={view} />
    }
    createRoot(document.querySelector('#app')).render(<StrictMode><App /></StrictMode>)`,
  Vue: `
    import { createApp, h, ref } from 'vue'
    import Component from 'component'
    const view = ref('list')
    globalThis.show = (next) => { view.value = next }
    createApp({ setup: () => () => view.value && h(Component, { view: view.value }) }).mount('#app')`,
  Svelte: `
    import { mount } from 'svelte'
    import App from './App.svelte'
    mount(App, { target: document.querySelector('#app') })`,
  Angular: `
    import '@angular/compiler'
    import { Component, signal } from '@angular/core'
    import { bootstrapApplication } from '@angular/platform-browser'
    import { Signatories } from 'component'
    const view = signal('list')
    globalThis.show = (next) => view.set(next)
    @Component({
      selector: '#app',
      imports: [Signatories],
      template: '@if (view()) { <app-signatories [view]="view()" /> }',
    })
    class App { view = view }
    bootstrapApplication(App)`,
}
type Framework = keyof typeof APPS

/** The component that docs/widget.md shows for each. */
export const COMPONENTS = [
  ['React', 'Signatories.jsx'],
  ['Vue', 'Signatories.vue'],
  ['Svelte', 'Signatories.svelte'],
  ['Angular', 'signatories.component.ts'],
] as const

/** Where a template takes the one line. */
export const ONE_LINE = [
  ['Vue', 'OneLine.vue'],
  ['Svelte', 'OneLine.svelte'],
] as const

/** The page of an app around a component, with the letter's script in the head or without. */
export const appPage = async (
  framework: Framework,
  component: string,
  origin: string,
  head = `<script async src="${origin}/widget/${SLUG}.js"></script>`,
): Promise<string> => {
  const script = (await bundle(APPS[framework], component)).replaceAll('https://letters.example', origin)
  return `<!doctype html><html lang="en"><head><title>${framework}</title>${head}</head>
<body><div id="app"></div>${inline(script)}</body></html>`
}
