import { decrypt, encrypt, keyFor } from './cipher.ts'

/** Keys for purposes that plugins name, and what is sealed with one: secrets among settings. */
export interface Secrets {
  /** 32 bytes, made from the installation's secret and kept nowhere. */
  keyFor(purpose: string): Buffer
  /** As it lies in the database; it opens only for the same place. */
  seal(text: string, place: string): string
  /** Null for what this installation did not seal there; what was never sealed is given as it is. */
  open(kept: unknown, place: string): unknown
}

const mark = 'sealed:1:'

export function openSecrets(secret: string): Secrets {
  const sealing = keyFor(secret, 'guildhall secret settings')
  return {
    keyFor: (purpose) => keyFor(secret, `guildhall plugin ${purpose}`),
    seal: (text, place) => `${mark}${encrypt(sealing, Buffer.from(text), place).toString('base64')}`,
    open(kept, place) {
      if (typeof kept !== 'string' || !kept.startsWith(mark)) return kept
      try {
        return decrypt(sealing, Buffer.from(kept.slice(mark.length), 'base64'), place).toString()
      } catch {
        return null
      }
    },
  }
}

/** Where a secret among a tenant's settings is sealed for. */
export const placeOfSetting = (tenantId: string, plugin: string, name: string) => `${tenantId}/${plugin}/${name}`
