import { readFileSync } from 'node:fs'

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
      options: { filter: RegExp; namespace?: string },
      callback: (found: { path: string }) => { contents: string; loader: 'js' | 'ts' | 'tsx' } | undefined,
    ): void
  }): void
}

/**
 * For esbuild, and all that builds with it: leaves out what the backoffice shares. `@mui/material/Button` is taken from `@mui/material`,
 * so that a module has the backoffice's theme also behind such a path.
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
      build.onLoad({ filter: /\.[jt]sx?$/ }, ({ path }) => {
        const source = readFileSync(path, 'utf8')
        const contents = source.replace(fromReactAdmin, (_whole, names: string) => apart(names))
        return contents === source ? undefined : { contents, loader: /x$/.test(path) ? 'tsx' : 'ts' }
      })
      build.onLoad({ filter: /./, namespace: throughRoot }, ({ path }) => {
        const [scope, name, part = ''] = path.split('/')
        const root = JSON.stringify(`${scope}/${name}`)
        const own = /^[A-Z]\w*$/.test(part) ? `export { ${part} as default } from ${root}\n` : ''
        return { contents: `${own}export * from ${root}`, loader: 'js' }
      })
    },
  }
}

const throughRoot = 'guildhall-through-root'

const fromReactAdmin = /\bimport\s*\{([^}]*)\}\s*from\s*['"]react-admin['"]/g

const parts = Object.entries(partsOfReactAdmin) as [string, readonly string[]][]
const partOf = (name: string) => parts.find(([, names]) => names.includes(name.split(/\s/)[0] ?? ''))?.[0]

/** One import of react-admin as one of each part, and one of the rest; on as many lines, so that what is said of a place in the file still holds. */
function apart(names: string): string {
  const all = names
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  const lines = [...new Set(all.map(partOf))].map((part) => {
    const these = all.filter((name) => partOf(name) === part)
    return `import { ${these.join(', ')} } from '${part ? `@guildhall/admin-ui/${part}` : 'react-admin'}'`
  })
  return lines.join('; ') + '\n'.repeat(names.split('\n').length - 1)
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
