import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { v7 as uuid } from 'uuid'

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
}

/** AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits for each value; the wrapping key by HKDF-SHA-256 (RFC 5869). */
export function openVault(secret: string): Vault {
  const wrapping = Buffer.from(hkdfSync('sha256', secret, '', 'guildhall personal keys', 32))
  return {
    newKey(owner) {
      const id = uuid()
      const key = randomBytes(32)
      return keyOf(owner, id, key, encrypt(wrapping, key, placeOf(owner, id)))
    },
    openKey: (owner, id, wrapped) => keyOf(owner, id, decrypt(wrapping, wrapped, placeOf(owner, id)), wrapped),
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

const nonceLength = 12
const tagLength = 16

function encrypt(key: Buffer, plain: Buffer, place: string): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
  cipher.setAAD(Buffer.from(place))
  const text = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text])
}

function decrypt(key: Buffer, sealed: Buffer, place: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength), { authTagLength: tagLength })
  decipher.setAAD(Buffer.from(place))
  decipher.setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength))
  return Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()])
}
