import type { Readable } from 'node:stream'
import type { Installation, Plugin } from '@guildhall/sdk'
import { type ArchivedEntry, keptIn, keptName } from '../archive/manifest.ts'
import type { Packing } from '../archive/write.ts'

/** What plugins keep of tenants outside the database. */
export interface Outside {
  pack(tenantId: string, packing: Pick<Packing, 'keep'>): Promise<ArchivedEntry[]>
  /** What a plugin kept that is not here any more is passed over. */
  restore(tenantId: string, entry: string, bytes: Readable): Promise<void>
  remove(tenantId: string): Promise<void>
}

export function keptOutside(plugins: readonly Plugin[], lendTo: (plugin: string) => Installation): Outside {
  const keeping = plugins.flatMap(({ name, keeps }) => (keeps ? [{ name, keeps, installation: lendTo(name) }] : []))
  return {
    async pack(tenantId, { keep }) {
      const packed: ArchivedEntry[] = []
      for (const { name: plugin, keeps, installation } of keeping)
        for await (const { name, size, read } of keeps.entries(installation, tenantId))
          packed.push(await keep(keptName(plugin, name), size, await read()))
      return packed
    },
    async restore(tenantId, entry, bytes) {
      const { plugin, name } = keptIn(entry) ?? { plugin: '', name: '' }
      const found = keeping.find((one) => one.name === plugin)
      if (found) await found.keeps.restore(found.installation, tenantId, { name, bytes })
      else bytes.resume()
    },
    async remove(tenantId) {
      for (const { keeps, installation } of keeping) await keeps.remove(installation, tenantId)
    },
  }
}
