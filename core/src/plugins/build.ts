import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sharedWithBackoffice } from '@guildhall/sdk/build'
import type { BuildOptions, Message } from 'esbuild'
import { WiringError } from './wiring.ts'

/** Whether a folder holds a plugin as its author has it, to be built here. */
export const hasSources = (folder: string) => existsSync(join(folder, 'src/index.ts'))

/** Whoever runs the house from its sources builds against them, too. */
const conditions = import.meta.url.endsWith('.ts') ? ['source'] : []

/**
 * Builds a plugin of the usual shape: `src/index.ts` for the server, with its libraries left outside, and `admin/index.tsx` for the
 * backoffice, with all but what is shared inside. @throws WiringError naming file, line and column
 */
export async function buildPlugin(folder: string, plugin = folder): Promise<void> {
  const screens = ['admin/index.tsx', 'admin/index.ts'].find((file) => existsSync(join(folder, file)))
  await run(plugin, serverPart(folder))
  if (screens) await run(plugin, screenPart(folder, screens))
}

function serverPart(folder: string): BuildOptions {
  return {
    absWorkingDir: folder,
    entryPoints: ['src/index.ts'],
    outfile: 'dist/index.js',
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node24',
    sourcemap: true,
    conditions,
  }
}

/** As `adminModule` of the sdk has it for tsup. */
function screenPart(folder: string, entry: string): BuildOptions {
  return {
    absWorkingDir: folder,
    entryPoints: [entry],
    outfile: 'dist/admin/index.js',
    bundle: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    minify: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [sharedWithBackoffice() as never],
    // Its imports are gone over before it is written.
    write: false,
    conditions,
  }
}

async function run(plugin: string, options: BuildOptions): Promise<void> {
  // Only who builds a plugin pays for the builder.
  const { build } = await import('esbuild')
  try {
    const { outputFiles = [] } = await build({ ...options, logLevel: 'silent' })
    for (const { path, contents } of outputFiles) {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, contents)
    }
  } catch (error) {
    const { errors } = error as { errors?: readonly Message[] }
    if (!errors) throw error
    throw new WiringError(
      errors.map(({ text, location }) => ({
        plugin,
        place: location ? `${location.file}:${location.line}:${location.column + 1}` : 'its sources',
        problem: `${text.replace(/\.$/, '')}.`,
        remedy: 'Mend that line.',
      })),
    )
  }
}
