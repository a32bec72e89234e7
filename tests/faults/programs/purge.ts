/** Deletes a tenant a few rows at a time until it is killed. `argv`: the owner's url, the tenant. */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { purgeTenant } from '../../../core/src/tenancy/deletion/purge.ts'

const [, , url = '', id = ''] = process.argv
const pool = new pg.Pool({ connectionString: url, application_name: 'purge' })
await purgeTenant(id, {
  pool,
  now: () => new Date().toISOString(),
  batch: 3,
  onProgress: async (table) => {
    process.stdout.write(`${table}\n`)
    await sleep(5)
  },
})
process.stdout.write('over\n')
await pool.end()
