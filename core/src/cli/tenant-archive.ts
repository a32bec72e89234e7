import { keepFile, passphraseOf, progress, requireFile, requireTarget } from './archive-files.ts'
import { inOffice } from './office.ts'
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
    const to = requireTarget(options.to)
    const passphrase = await passphraseOf(options)
    return inOffice(async ({ platform }) => {
      const { id } = await required(platform.tenancy, slug)
      const size = await keepFile(to, await platform.archives.write(id, { passphrase, onProgress: progress(json) }))
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

export const archiveVerbs: readonly Verb[] = [tenantExport, tenantRestore, tenantCheckArchive]
