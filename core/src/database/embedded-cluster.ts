import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { BootError } from '../config/boot-error.ts'
import type { Account } from './embedded-account.ts'
import type { Binaries } from './embedded-binaries.ts'

export interface Cluster {
  folder: string
  account: Account
  binaries: Binaries
}

/** Made aside and moved into place, so that one killed halfway leaves nothing behind that looks like a cluster. */
export async function createCluster(cluster: Cluster, password: string, disposable: boolean): Promise<void> {
  const partial = `${cluster.folder}.new`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true, mode: 0o700 })
  own(partial, cluster.account)
  const secret = mkdtempSync(join(tmpdir(), 'guildhall-'))
  try {
    const passwordFile = join(secret, 'password')
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
    own(passwordFile, cluster.account)
    own(secret, cluster.account)
    await initialise(cluster, partial, passwordFile, disposable)
  } finally {
    rmSync(secret, { recursive: true, force: true })
  }
  if (existsSync(cluster.folder)) rmSync(cluster.folder, { recursive: true })
  renameSync(partial, cluster.folder)
}

/** For a data folder whose password file was lost: only the owner of the cluster can do this, on a stopped cluster. */
export async function resetPassword({ folder, account, binaries }: Cluster, password: string): Promise<void> {
  const statement = `ALTER ROLE postgres PASSWORD '${password}';\n`
  const { code, output } = await run(binaries.postgres, ['--single', '-D', folder, 'postgres'], account, statement)
  if (code !== 0) throw new BootError('boot.database_start', { reason: output, log: dirname(folder) })
}

/**
 * Text is ordered by code point (fast, and the same on every machine); a list that people read names its own
 * collation. Letters are still told from signs in every script, which trigram search asks of the C library.
 */
async function initialise(cluster: Cluster, folder: string, passwordFile: string, disposable: boolean): Promise<void> {
  let output = ''
  for (const letters of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    const result = await run(
      cluster.binaries.initdb,
      [
        `--pgdata=${folder}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        `--lc-ctype=${letters}`,
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
        ...(disposable ? ['--no-sync'] : []),
      ],
      cluster.account,
    )
    if (result.code === 0) return
    output = result.output
    if (!output.includes('locale')) break
  }
  throw new BootError('boot.database_start', { reason: output, log: folder })
}

function run(program: string, args: string[], account: Account, input = ''): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...account,
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    })
    let output = ''
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    child.stdout.resume()
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output: output.trim() }))
    child.stdin.end(input)
  })
}

function own(path: string, { uid, gid }: Account): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
}
