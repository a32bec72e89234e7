import type { KeptOutside } from '@guildhall/sdk'
import { openStore } from '../storage/open.ts'

/** The bytes of a tenant; what can be made anew, and what is still being uploaded, stays behind. */
export const keeps: KeptOutside = {
  async *entries({ filesUrl }, tenant) {
    const store = await openStore(filesUrl)
    for await (const { key, size } of store.list(`${tenant}/blobs`))
      yield { name: key.slice(tenant.length + 1), size, read: () => store.read(key) }
  },
  async restore({ filesUrl }, tenant, { name, bytes }) {
    const store = await openStore(filesUrl)
    const upload = `${tenant}/uploads/${crypto.randomUUID()}`
    await store.append(upload, 0, bytes)
    await store.settle(upload, `${tenant}/${name}`)
  },
  async remove({ filesUrl }, tenant) {
    const store = await openStore(filesUrl)
    for await (const { key } of store.list(tenant)) await store.remove(key)
    await store.remove(tenant)
  },
}
