import { hkdfSync } from 'node:crypto'
import { BootError } from '../../config/boot-error.ts'
import type { Database } from '../../database/pool.ts'
import { bind, prepare } from '../../database/statement.ts'

const remember = prepare(
  `insert into guildhall.installation (name, value) values ('secret', to_jsonb($1::text)) on conflict (name) do nothing`,
)
const remembered = prepare(`select value #>> '{}' from guildhall.installation where name = 'secret'`, ([mark]) => mark)

/** A node that was given another secret would write what nobody else can read: it does not start. */
export async function requireSecret(database: Database, secret: string): Promise<void> {
  const mark = Buffer.from(hkdfSync('sha256', secret, '', 'guildhall mark of the secret', 16)).toString('hex')
  const [, { rows }] = await database.run([bind(remember, mark), bind(remembered)])
  if (rows[0] === mark) return
  await database.close()
  throw new BootError('boot.secret_changed')
}
