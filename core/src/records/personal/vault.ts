import { randomBytes } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import { decrypt, encrypt, keyFor } from '../../config/cipher.ts'

/** Whose key it is; nothing sealed for one opens for another. */
export interface Owner {
  readonly tenantId: string
  readonly resource: string
  readonly id: string
}

/** A value as it lies in the history: base64 of nonce, tag and ciphertext. */
export interface Sealed {
  readonly sealed: string
}

/** The key of one record's personal values, opened. */
export interface PersonalKey {
  readonly id: string
  /** As its table keeps it. */
  readonly wrapped: Buffer
  seal(field: string, value: unknown): Sealed
  /** @throws when it was sealed by another key, for another field, or changed since */
  open(field: string, value: Sealed): unknown
}

/** Makes and opens the keys; each is wrapped in the installation's own key, which no table holds. */
export interface Vault {
  newKey(owner: Owner): PersonalKey
  /** @throws when this installation's secret is not the one it was wrapped with */
  openKey(owner: Owner, id: string, wrapped: Buffer): PersonalKey
  /** The key as it is in no table, to be carried to another installation. */
  unwrap(owner: Owner, id: string, wrapped: Buffer): Buffer
  wrap(owner: Owner, id: string, key: Buffer): Buffer
  /** What plugins keep, each for its place: `<tenant>/<plugin>.<name>`. */
  sealSecret(place: string, text: string): Buffer
  /** @throws when this installation's secret, or the place, is not the one it was sealed with */
  openSecret(place: string, sealed: Buffer): string
}

export function openVault(secret: string): Vault {
  const wrapping = keyFor(secret, 'guildhall personal keys')
  const keeping = keyFor(secret, 'guildhall kept secrets')
  const wrap: Vault['wrap'] = (owner, id, key) => encrypt(wrapping, key, placeOf(owner, id))
  const unwrap: Vault['unwrap'] = (owner, id, wrapped) => decrypt(wrapping, wrapped, placeOf(owner, id))
  return {
    newKey(owner) {
      const id = uuid()
      const key = randomBytes(32)
      return keyOf(owner, id, key, wrap(owner, id, key))
    },
    openKey: (owner, id, wrapped) => keyOf(owner, id, unwrap(owner, id, wrapped), wrapped),
    unwrap,
    wrap,
    sealSecret: (place, text) => encrypt(keeping, Buffer.from(text), place),
    openSecret: (place, sealed) => decrypt(keeping, sealed, place).toString(),
  }
}

export const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' && value !== null && typeof (value as { sealed?: unknown }).sealed === 'string'

function keyOf(owner: Owner, id: string, key: Buffer, wrapped: Buffer): PersonalKey {
  const place = (field: string) => `${placeOf(owner, id)}/${field}`
  return {
    id,
    wrapped,
    seal: (field, value) => ({
      sealed: encrypt(key, Buffer.from(JSON.stringify(value)), place(field)).toString('base64'),
    }),
    open: (field, { sealed }) => JSON.parse(decrypt(key, Buffer.from(sealed, 'base64'), place(field)).toString()),
  }
}

const placeOf = ({ tenantId, resource, id }: Owner, key: string) => `${tenantId}/${resource}/${id}/${key}`
