import { createRequire } from 'node:module'
import { partsOfReactAdmin, sharedModules as shared } from '@guildhall/sdk/build'
import type { Plugin } from 'vite'

/** Files of our own that stand behind a shared name. */
const own: Readonly<Record<string, string>> = {
  '@guildhall/admin-ui': '/src/shared/index.ts',
  '@mui/icons-material': '/src/shared/icons.ts',
}

const parts: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(partsOfReactAdmin).map(([part, names]) => [`@guildhall/admin-ui/${part}`, names]),
)

/** Old packages tell their names only when they run. */
const commonJs = new Set<string>(['react', 'react/jsx-runtime', 'react-dom'])

/** What of a router runs on a server, or is nobody's to use: every browser would carry it for no one. */
const serverSide =
  /^(UNSAFE|unstable)_|Server|Static|Cookie|Session|RequestHandler|RoutesStub|^Hydrated|^(Links|Meta|Scripts|PrefetchPageLinks)$/
const trimmed = new Set<string>(['react-router', 'react-router-dom'])
const prefix = '\0shared:'
const require = createRequire(import.meta.url)

/** Builds an entry for each shared module, and tells the page where they are with an import map. */
export function sharedModules(): Plugin {
  return {
    name: 'guildhall-shared-modules',
    apply: 'build',
    config: () => ({ build: { rolldownOptions: { preserveEntrySignatures: 'allow-extension' } } }),
    buildStart() {
      for (const name of shared)
        this.emitFile({
          type: 'chunk',
          id: `${prefix}${name}`,
          name: `shared-${name.replaceAll(/[^a-z]+/g, '-').replace(/^-/, '')}`,
          preserveSignature: 'strict',
        })
    },
    resolveId: (id) => (id.startsWith(prefix) ? id : undefined),
    load(id) {
      if (!id.startsWith(prefix)) return
      const name = id.slice(prefix.length)
      const part = parts[name]
      if (part) return `export { ${part.join(', ')} } from 'react-admin'`
      if (trimmed.has(name)) {
        const kept = Object.keys(require(name)).filter((each) => !serverSide.test(each))
        return `export { ${kept.join(', ')} } from ${JSON.stringify(name)}`
      }
      if (!commonJs.has(name)) return `export * from ${JSON.stringify(own[name] ?? name)}`
      const names = Object.keys(require(name)).filter((each) => /^[A-Za-z_$][\w$]*$/.test(each) && each !== 'default')
      return `import all from ${JSON.stringify(name)}\nexport default all\nexport const { ${names.join(', ')} } = all`
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const imports: Record<string, string> = {}
        for (const chunk of Object.values(bundle ?? {}))
          if (chunk.type === 'chunk' && chunk.facadeModuleId?.startsWith(prefix))
            imports[chunk.facadeModuleId.slice(prefix.length)] = `/${chunk.fileName}`
        return [
          {
            tag: 'script',
            attrs: { type: 'importmap', nonce: '__NONCE__' },
            children: JSON.stringify({ imports }),
            injectTo: 'head-prepend',
          },
        ]
      },
    },
  }
}
