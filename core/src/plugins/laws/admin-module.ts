import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from '@guildhall/sdk'
import { sharedModules } from '@guildhall/sdk/build'
import type { Finding } from './law.ts'

/** Ways of asking somebody other than the server that the page came from. */
const elsewhere = /\b(?:fetch|WebSocket|EventSource|sendBeacon|import)\s*\(\s*['"`]((?:https?:|wss?:)?\/\/[^'"`]+)/g
/** Ways of making code out of text, which the page's policy refuses. */
const evaluating = /\b(eval|new Function)\s*\(/g

/** What a plugin draws with: it is built, leaves nothing outside but what the backoffice shares, and asks only its own server. */
export async function checkAdminModule(folder: string, { name, admin }: Plugin): Promise<Finding[]> {
  if (!admin) return []
  const file =
    admin.module instanceof URL || admin.module.startsWith('file:') ? fileURLToPath(admin.module) : admin.module
  const report = (place: string, problem: string, remedy: string): Finding => ({ plugin: name, place, problem, remedy })
  if (!existsSync(file)) return [report('admin.module', `${file} is not there.`, 'Build it: guildhall plugin build.')]
  const foreign = (await importsOf(file)).filter((module) => !(sharedModules as readonly string[]).includes(module))
  return [
    ...foreign.map((module) =>
      report(
        'admin.module',
        `it leaves ${module} outside, which the backoffice does not have.`,
        'Build it with guildhall plugin build, or with adminModule of @guildhall/sdk/build.',
      ),
    ),
    ...sourcesOf(join(folder, 'admin')).flatMap((source) => {
      const text = readFileSync(join(folder, source), 'utf8')
      return [
        ...[...text.matchAll(elsewhere)].map(([, address]) =>
          report(
            source,
            `it asks ${address}, and the page may ask its own server only.`,
            'Ask by a route of the plugin.',
          ),
        ),
        ...[...text.matchAll(evaluating)].map(([, way]) =>
          report(source, `it uses ${way}, which the page's policy refuses.`, 'Write that as code.'),
        ),
      ]
    }),
  ]
}

async function importsOf(file: string): Promise<string[]> {
  const { build } = await import('esbuild')
  const { metafile } = await build({
    entryPoints: [file],
    bundle: true,
    packages: 'external',
    format: 'esm',
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  return Object.values(metafile.inputs).flatMap(({ imports }) =>
    imports.filter(({ external }) => external).map(({ path }) => path),
  )
}

const sourcesOf = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.tsx?$/.test(file))
        .map((file) => join('admin', file))
    : []
