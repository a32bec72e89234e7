/** What the backoffice shares with the modules of plugins: one React, one react-admin, one MUI. All else a module brings along. */
export const sharedModules = [
  'react',
  'react/jsx-runtime',
  'react-dom',
  'react-admin',
  'react-router-dom',
  'react-router',
  '@tanstack/react-query',
  '@mui/material',
  '@mui/icons-material',
  '@mui/x-charts',
  '@guildhall/admin-ui',
  '@guildhall/admin-ui/often',
  '@guildhall/admin-ui/forms',
] as const

/**
 * What modules mostly take from react-admin: what every screen of the backoffice has, and what its forms have. A module that needs nothing else does not
 * make its reader wait for all the rest; it names react-admin all the same as the place it takes them from.
 */
export const partsOfReactAdmin = {
  often: [
    'RecordContextProvider',
    'ResourceContextProvider',
    'useCanAccess',
    'useDataProvider',
    'useGetIdentity',
    'useGetList',
    'useGetMany',
    'useGetManyAggregate',
    'useGetOne',
    'useLocaleState',
    'useNotify',
    'useRecordContext',
    'useRedirect',
    'useRefresh',
    'useResourceContext',
    'useStore',
    'useTranslate',
  ],
  forms: ['Form', 'FormDataConsumer', 'TextInput', 'useCreate', 'useInput', 'useUpdate'],
} as const

interface Resolution {
  readonly path: string
  readonly external?: boolean
  /** Where nothing of it is used, it is not loaded. */
  readonly sideEffects?: boolean
  readonly namespace?: string
}

/** As much of esbuild's plugins as is needed here. */
interface BuildPlugin {
  readonly name: string
  setup(build: {
    onResolve(
      options: { filter: RegExp },
      callback: (found: { path: string; namespace: string }) => Resolution | undefined,
    ): void
    onLoad(
      options: { filter: RegExp; namespace: string },
      callback: (found: { path: string }) => { contents: string; loader: 'js' },
    ): void
    onEnd(callback: (result: { outputFiles?: OutputFile[] }) => void): void
  }): void
}

interface OutputFile {
  readonly path: string
  readonly text: string
  readonly contents: Uint8Array
}

/**
 * For esbuild, and all that builds with it: leaves out what the backoffice shares. `@mui/material/Button` is taken from `@mui/material`,
 * so that a module has the backoffice's theme also behind such a path. Where nothing else is needed of react-admin than {@link partsOfReactAdmin}, that
 * alone is asked for; build with `write: false`, as tsup does, for only what is handed back can be changed.
 */
export function sharedWithBackoffice(): BuildPlugin {
  return {
    name: 'guildhall-shared',
    setup(build) {
      build.onResolve({ filter: /^[@a-z]/ }, ({ path, namespace }) => {
        if ((sharedModules as readonly string[]).includes(path)) return { path, external: true, sideEffects: false }
        if (namespace !== throughRoot && /^@mui\/(material|x-charts)\//.test(path))
          return { path, namespace: throughRoot }
        return undefined
      })
      build.onLoad({ filter: /./, namespace: throughRoot }, ({ path }) => {
        const [scope, name, part = ''] = path.split('/')
        const root = JSON.stringify(`${scope}/${name}`)
        const own = /^[A-Z]\w*$/.test(part) ? `export { ${part} as default } from ${root}\n` : ''
        return { contents: `${own}export * from ${root}`, loader: 'js' }
      })
      build.onEnd(({ outputFiles = [] }) => {
        outputFiles.forEach((file, at) => {
          const text = file.path.endsWith('.js') ? apart(file.text) : file.text
          if (text !== file.text)
            outputFiles[at] = { ...file, path: file.path, text, contents: new TextEncoder().encode(text) }
        })
      })
    },
  }
}

const throughRoot = 'guildhall-through-root'

const parts = Object.entries(partsOfReactAdmin) as [string, readonly string[]][]
const partOf = (name: string) => parts.find(([, names]) => names.includes(name.split(/\s/)[0] ?? ''))?.[0]

/** Each import of react-admin in what was built as one of each part, and one of the rest. */
function apart(code: string): string {
  return code.replace(/\bimport\s*\{([^}]*)\}\s*from\s*["']react-admin["']/g, (_whole, names: string) => {
    const all = names.split(',').flatMap((name) => name.trim() || [])
    const lines = [...new Set(all.map(partOf))].map((part) => {
      const these = all.filter((name) => partOf(name) === part)
      return `import{${these.join(',')}}from${JSON.stringify(part ? `@guildhall/admin-ui/${part}` : 'react-admin')}`
    })
    return lines.join(';')
  })
}

/**
 * A tsup configuration that builds a plugin's module for the backoffice: `export default adminModule('admin/index.tsx')` in tsup.config.ts
 * gives `dist/admin/index.js`. Beside another configuration it stands in a list with it.
 */
export function adminModule(entry: string) {
  return {
    entry: { 'admin/index': entry },
    outDir: 'dist',
    format: 'esm' as const,
    target: 'es2022',
    platform: 'browser' as const,
    splitting: false,
    dts: false,
    clean: false,
    minify: true,
    sourcemap: false,
    silent: true,
    // Nothing but what is shared is there when it runs.
    noExternal: [/.*/],
    esbuildPlugins: [sharedWithBackoffice()],
    esbuildOptions(options: { jsx?: string; define?: Record<string, string> }) {
      options.jsx = 'automatic'
      options.define = { ...options.define, 'process.env.NODE_ENV': '"production"' }
    },
  }
}
