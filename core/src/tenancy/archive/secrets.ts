import type { Line } from '../../archive/lines.ts'
import { decrypt, encrypt, keyFor } from '../../config/cipher.ts'
import type { Vault } from '../../records/personal/vault.ts'
import { placeOfSecret } from '../../records/secrets.ts'
import { authenticatorColumns } from './users.ts'

/** Takes values out of this installation's own encryption for a sealed archive, and puts them into that of the installation they come to. */
export interface Rewrapping {
  out(table: string, columns: readonly string[], lines: readonly Line[]): readonly Line[]
  in(table: string, columns: readonly string[], lines: readonly Line[]): readonly Line[]
}

interface Wrapped {
  readonly column: string
  out(value: Buffer, row: (column: string) => string): Buffer
  in(value: Buffer, row: (column: string) => string): Buffer
}

export function rewrapping(secret: string, vault: Vault): Rewrapping {
  const sealing = keyFor(secret, 'guildhall authenticators')
  const linking = keyFor(secret, 'guildhall links')
  const ownerOf = (row: (column: string) => string) => ({
    tenantId: row('tenant_id'),
    resource: row('resource'),
    id: row('record_id'),
  })
  const keptAt = (row: (column: string) => string) => placeOfSecret(row('tenant_id'), row('plugin'), row('name'))
  const wrapped: Readonly<Record<string, Wrapped>> = {
    'guildhall.personal_keys': {
      column: 'wrapped',
      out: (value, row) => vault.unwrap(ownerOf(row), row('id'), value),
      in: (value, row) => vault.wrap(ownerOf(row), row('id'), value),
    },
    'guildhall.authenticators': {
      column: authenticatorColumns[1] as string,
      out: (value, row) => decrypt(sealing, value, row('user_id')),
      in: (value, row) => encrypt(sealing, value, row('user_id')),
    },
    'guildhall.links': {
      column: 'private_key',
      out: (value, row) => decrypt(linking, value, row('id')),
      in: (value, row) => encrypt(linking, value, row('id')),
    },
    'guildhall.kept_secrets': {
      column: 'value',
      out: (value, row) => Buffer.from(vault.openSecret(keptAt(row), value)),
      in: (value, row) => vault.sealSecret(keptAt(row), value.toString()),
    },
  }

  function change(way: 'in' | 'out', table: string, columns: readonly string[], lines: readonly Line[]) {
    const found = wrapped[table]
    if (!found) return lines
    const at = columns.indexOf(found.column)
    return lines.map((line) => {
      const values = JSON.parse(line) as (string | null)[]
      const bytes = Buffer.from(String(values[at]).slice(2), 'hex')
      const changed = found[way](bytes, (column) => String(values[columns.indexOf(column)]))
      return JSON.stringify(values.with(at, `\\x${changed.toString('hex')}`))
    })
  }

  return {
    out: (table, columns, lines) => change('out', table, columns, lines),
    in: (table, columns, lines) => change('in', table, columns, lines),
  }
}
