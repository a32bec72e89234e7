import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { repositoryRoot } from '../../core/testing/index.ts'

const house = ['core', 'sdk', 'locales', 'presets', 'node_modules']

/** Somebody else's plugin, built and packed far from this house, as its author would. @returns the tarball */
export async function packedSample(name: string): Promise<{ folder: string; tarball: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), `guildhall-${name}-`))
  cpSync(join(repositoryRoot, 'tests/samples', name), folder, { recursive: true })
  // What its author has from the registry.
  symlinkSync(join(repositoryRoot, 'node_modules'), join(folder, 'node_modules'))
  await run(join(repositoryRoot, 'node_modules/.bin/tsup'), [], folder)
  const [packed] = JSON.parse(await run('npm', ['pack', '--json'], folder)) as { filename: string }[]
  return {
    folder,
    tarball: join(folder, packed?.filename ?? ''),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** An installation like this one that names no plugin in code. */
export function emptyInstallation() {
  const root = mkdtempSync(join(tmpdir(), 'guildhall-installation-'))
  for (const name of house) symlinkSync(join(repositoryRoot, name), join(root, name))
  writeFileSync(join(root, 'platform.config.js'), 'export default { plugins: [] }\n')
  return {
    root,
    guildhall: (...args: string[]) =>
      run(process.execPath, ['--conditions=source', join(repositoryRoot, 'core/src/cli/main.ts'), ...args], root),
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

/** What a program says on its standard output; what went wrong as the error's message. */
export async function run(program: string, args: string[], cwd: string): Promise<string> {
  try {
    return (await promisify(execFile)(program, args, { cwd })).stdout
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    throw new Error(`${stdout}${stderr}`, { cause: error })
  }
}
