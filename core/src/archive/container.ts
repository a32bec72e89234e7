import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { Transform, type TransformCallback } from 'node:stream'
import { promisify } from 'node:util'
import { damaged, passphraseNeeded, passphraseWrong } from './errors.ts'

/**
 * An archive under a passphrase: a head, then chunks that are each authenticated, in their order and with the last one marked, so that
 * nothing can be changed, moved or cut off (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
 * The key is made of the passphrase by scrypt (RFC 7914) with a salt of the archive's own; each chunk is AES-256-GCM.
 */
const magic = Buffer.from('GUILDHALL1\n')
const saltLength = 16
const prefixLength = 7
const headLength = magic.length + saltLength + prefixLength
const tagLength = 16
const chunkLength = 65_536
const sealedLength = chunkLength + tagLength

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt)
const keyOf = (passphrase: string, salt: Buffer) =>
  derive(passphrase.normalize('NFC'), salt, 32, { N: 65_536, r: 8, p: 1, maxmem: 128 * 1024 * 1024 })

function nonceOf(prefix: Buffer, counter: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  prefix.copy(nonce)
  nonce.writeUInt32BE(counter, prefixLength)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

export async function sealing(passphrase: string): Promise<Transform> {
  const head = Buffer.concat([magic, randomBytes(saltLength + prefixLength)])
  const prefix = head.subarray(headLength - prefixLength)
  const key = await keyOf(passphrase, head.subarray(magic.length, magic.length + saltLength))
  return inChunks(chunkLength, head, (plain, counter, isLast) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(prefix, counter, isLast), { authTagLength: tagLength })
    cipher.setAAD(head)
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  })
}

/** @param head what {@link readHead} took from the beginning */
export async function opening(passphrase: string, head: Buffer): Promise<Transform> {
  const prefix = head.subarray(headLength - prefixLength)
  const key = await keyOf(passphrase, head.subarray(magic.length, magic.length + saltLength))
  return inChunks(sealedLength, null, (sealed, counter, isLast) => {
    if (sealed.length < tagLength) throw damaged({ part: '' })
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(prefix, counter, isLast), {
      authTagLength: tagLength,
    })
    decipher.setAAD(head)
    decipher.setAuthTag(sealed.subarray(-tagLength))
    try {
      return Buffer.concat([decipher.update(sealed.subarray(0, -tagLength)), decipher.final()])
    } catch {
      throw counter === 0 ? passphraseWrong() : damaged({ part: '' })
    }
  })
}

/** The head of a sealed archive; null for one that lies open. */
export function readHead(beginning: Buffer): Buffer | null {
  return beginning.subarray(0, magic.length).equals(magic) ? Buffer.from(beginning.subarray(0, headLength)) : null
}

export const longestHead = headLength

export function requirePassphrase(passphrase: string | undefined): string {
  if (!passphrase) throw passphraseNeeded()
  return passphrase
}

/** Cuts what passes into pieces of one length; only the last, which is told so, may be shorter. */
function inChunks(
  length: number,
  head: Buffer | null,
  change: (chunk: Buffer, counter: number, isLast: boolean) => Buffer,
): Transform {
  let waiting: Buffer = Buffer.alloc(0)
  let counter = 0
  const attempt = (done: TransformCallback, work: () => void) => {
    try {
      work()
      done()
    } catch (error) {
      done(error as Error)
    }
  }
  const transform = new Transform({
    transform(piece: Buffer, _encoding, done) {
      attempt(done, () => {
        waiting = Buffer.concat([waiting, piece])
        let at = 0
        // The last chunk is only known when there is no more.
        for (; waiting.length - at > length; at += length)
          this.push(change(waiting.subarray(at, at + length), counter++, false))
        waiting = Buffer.from(waiting.subarray(at))
      })
    },
    flush(done) {
      attempt(done, () => this.push(change(waiting, counter, true)))
    },
  })
  if (head) transform.push(head)
  return transform
}
