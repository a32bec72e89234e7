import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { inOffice, readPassword } from './office.ts'
import { Refusal } from './refusal.ts'
import { tenancyWords } from './tenancy-words.ts'
import { required } from './tenant.ts'
import type { Verb } from './verb.ts'

const words = tenancyWords.archive
const sealed = ['--passphrase-stdin', words.passphraseStdin] as const

export const tenantExport: Verb = {
  name: 'tenant export',
  description: words.export,
  arguments: [['<slug>', tenancyWords.tenant.slug]],
  options: [['--to <file>', words.to], [...sealed]],
  async run({ args: [slug = ''], options, json }) {
    const { to } = options
    if (typeof to !== 'string') throw new Refusal(words.whereTo)
    const passphrase = await passphraseOf(options)
    return inOffice(async ({ platform }) => {
      const { id } = await required(platform.tenancy, slug)
      const beside = `${to}.${process.pid}.part`
      try {
        const file = await platform.archives.write(id, { passphrase, onProgress: progress(json) })
        await pipeline(file, createWriteStream(beside, { mode: 0o600 }))
        await rename(beside, to)
      } catch (error) {
        await rm(beside, { force: true })
        throw error
      }
      const { size } = await stat(to)
      return { lines: [words.exported(slug, to, size)], data: { slug, file: to, bytes: size } }
    })
  },
}

export const tenantRestore: Verb = {
  name: 'tenant restore',
  description: words.restore,
  arguments: [['<file>', words.file]],
  options: [['--as <slug>', words.as], [...sealed]],
  async run({ args: [file = ''], options, json }) {
    await requireFile(file)
    const passphrase = await passphraseOf(options)
    const slug = typeof options.as === 'string' ? options.as : undefined
    return inOffice(async ({ platform }) => {
      const restored = await platform.archives.restore(file, { slug, passphrase, onProgress: progress(json) })
      const lines = [words.restored(restored.slug, restored.rows, restored.newUsers)]
      return { lines: [...lines, ...restored.without.map((what) => words.without[what])], data: restored }
    })
  },
}

export const tenantCheckArchive: Verb = {
  name: 'tenant check-archive',
  description: words.check,
  arguments: [['<file>', words.file]],
  options: [[...sealed]],
  async run({ args: [file = ''], options }) {
    await requireFile(file)
    const passphrase = await passphraseOf(options)
    return inOffice(async ({ platform }) => {
      const { tenant, tables, plugins, createdAt, hasSecrets } = await platform.archives.check(file, passphrase)
      const rows = tables.reduce((sum, table) => sum + table.rows, 0)
      const data = { slug: tenant.slug, name: tenant.name, createdAt, hasSecrets, plugins, tables, rows }
      return { lines: [words.sound(tenant.slug, createdAt, rows)], data }
    })
  },
}

async function passphraseOf({ passphraseStdin }: Readonly<Record<string, unknown>>): Promise<string | undefined> {
  if (!passphraseStdin) return undefined
  const passphrase = await readPassword()
  if (passphrase.length < 12) throw new Refusal(words.shortPassphrase)
  return passphrase
}

async function requireFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => null)
  if (!found?.isFile()) throw new Refusal(words.noFile(file))
}

/** A line that is written over, for whoever sits before it. */
function progress(json: boolean) {
  if (json || !process.stderr.isTTY) return () => {}
  return ({ table, rows }: { readonly table: string; readonly rows: number }) =>
    void process.stderr.write(`\r\u001b[K${table} ${rows}`)
}

export const archiveVerbs: readonly Verb[] = [tenantExport, tenantRestore, tenantCheckArchive]
