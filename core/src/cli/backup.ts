import { join } from 'node:path'
import { writeBackup } from '../backup/backup.ts'
import { otherSecret } from '../backup/errors.ts'
import type { BackupManifest } from '../backup/manifest.ts'
import { checkBackup, restoreBackup } from '../backup/restore.ts'
import { filesAddress } from '../config/address.ts'
import type { Environment } from '../config/environment.ts'
import { writePrivate } from '../database/embedded-folder.ts'
import { withClient } from '../database/provision.ts'
import { keepFile, passphraseOf, progress, requireFile, requireTarget } from './archive-files.ts'
import { backupWords as words } from './backup-words.ts'
import { inOffice } from './office.ts'
import type { Verb } from './verb.ts'

const sealed = ['--passphrase-stdin', words.passphraseStdin] as const

export const backup: Verb = {
  name: 'backup',
  description: words.backup,
  options: [['--to <file>', words.to], [...sealed]],
  async run({ options, json }) {
    const to = requireTarget(options.to)
    const passphrase = await passphraseOf(options)
    return inOffice(async ({ platform: { events, installed, engine }, environment, secret }) => {
      const handlers = {
        event: installed.handlers.map(({ name }) => name),
        job: events.jobs.map(({ name }) => name),
      }
      const parts = { pool: events.pool, handlers, now: () => engine.clock.now(), secret }
      const bytes = await keepFile(to, await writeBackup(parts, { passphrase, onProgress: progress(json) }))
      const manifest = await checkBackup(to, passphrase)
      const rows = rowsOf(manifest)
      const lines = [words.written(to, manifest.tables.length, rows, bytes)]
      return {
        lines: [...lines, words.withoutFiles(placeOfFiles(environment)), ...(passphrase ? [] : [words.withoutSecret])],
        data: { file: to, bytes, rows, tables: manifest.tables, tenants: manifest.tenants },
      }
    })
  },
}

export const restore: Verb = {
  name: 'restore',
  description: words.restore,
  arguments: [['<file>', words.file]],
  options: [['--check', words.check], [...sealed]],
  async run({ args: [file = ''], options, json }) {
    await requireFile(file)
    const passphrase = await passphraseOf(options)
    return inOffice(async ({ database, environment }) => {
      const manifest = await checkBackup(file, passphrase)
      const { tables, plugins, tenants, createdAt, secret } = manifest
      const data = { createdAt, tenants, plugins, tables, rows: rowsOf(manifest), hasSecret: secret !== undefined }
      if (options.check) return { lines: [words.sound(createdAt, tenants, data.rows)], data }
      const { GUILDHALL_SECRET: given, GUILDHALL_DATA: folder } = environment
      if (secret !== undefined && given !== undefined && given !== secret) throw otherSecret()
      await withClient(database.ownerUrl, (client) =>
        restoreBackup(client, { path: file, passphrase, onProgress: progress(json) }),
      )
      // The one that was made for the empty installation has opened nothing yet.
      if (secret !== undefined && given === undefined) writePrivate(join(folder, 'secret'), secret)
      const lines = [words.restored(tenants, data.rows)]
      return { lines: secret === undefined ? [...lines, words.bringSecret] : lines, data }
    })
  },
}

/** Without what opens a bucket. */
const placeOfFiles = (environment: Environment) =>
  filesAddress(environment)
    .replace(/^(s3:\/\/)[^@/]*@/, '$1')
    .replace(/\?.*$/, '')

const rowsOf = ({ tables }: BackupManifest) => tables.reduce((sum, { rows }) => sum + rows, 0)
