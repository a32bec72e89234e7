import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

export type Algorithm = 'ES256' | 'EdDSA' | 'RS256' | 'ES384'

export interface Device {
  /** Where its browser is; the page that asks cannot say. */
  origin: string
  /** Whether it asks for a finger or a PIN. */
  isVerifying: boolean
  /** How often each use counts; 0 is a passkey that travels between devices and does not count. */
  step: number
  counter: number
  readonly algorithm: Algorithm
  /** Another that has the same key and the same count. */
  copy(): Device
  create(options: CreationOptions): object
  get(options: RequestOptions, changed?: { userHandle?: string; challenge?: string; crossOrigin?: boolean }): Assertion
}

export interface CreationOptions {
  readonly challenge: string
  readonly rp: { readonly id?: string }
  readonly user: { readonly id: string }
}
export interface RequestOptions {
  readonly challenge: string
  readonly rpId?: string
}
export interface Assertion {
  readonly id: string
  readonly rawId: string
  readonly type: 'public-key'
  readonly clientExtensionResults: object
  readonly response: { clientDataJSON: string; authenticatorData: string; signature: string; userHandle: string }
}

const flags = { present: 0x01, verified: 0x04, attested: 0x40 }

/** An authenticator and its browser, as WebAuthn describes them: COSE keys, CBOR, signatures over what was asked and where. */
export function softwareAuthenticator(
  origin: string,
  algorithm: Algorithm = 'ES256',
  made = { ...newKey(algorithm), id: randomBytes(32), handle: '', counter: 0 },
): Device {
  const device: Device = {
    origin,
    isVerifying: true,
    step: 1,
    counter: made.counter,
    algorithm,
    copy: () => softwareAuthenticator(device.origin, algorithm, { ...made, counter: device.counter }),
    create({ challenge, rp, user }) {
      made.handle = user.id
      const authData = Buffer.concat([
        dataOf(rp.id ?? '', flags.attested),
        Buffer.alloc(16),
        Buffer.from([made.id.length >> 8, made.id.length & 0xff]),
        made.id,
        encode(made.cose),
      ])
      const attestationObject = encode(
        new Map<string, Cbor>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authData],
        ]),
      )
      return {
        ...about(),
        response: {
          clientDataJSON: base64url(clientData('webauthn.create', challenge)),
          attestationObject: base64url(attestationObject),
          transports: ['internal'],
        },
      }
    },
    get({ challenge, rpId = '' }, { userHandle = made.handle, challenge: other = challenge, crossOrigin } = {}) {
      device.counter += device.step
      const data = dataOf(rpId, 0)
      const client = clientData('webauthn.get', other, crossOrigin)
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
      return {
        ...about(),
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(data),
          signature: base64url(sign(made.digest, signed, made.key)),
          userHandle,
        },
      }
    },
  }
  return device

  function about() {
    const id = base64url(made.id)
    return { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} }
  }
  function clientData(type: string, challenge: string, crossOrigin = false): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: device.origin, crossOrigin }))
  }
  function dataOf(rpId: string, more: number): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(device.counter)
    const shown = flags.present | (device.isVerifying ? flags.verified : 0) | more
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([shown]), counter])
  }
}

const base64url = (bytes: Buffer) => bytes.toString('base64url')
const bytesOf = (text: string | undefined) => Buffer.from(text ?? '', 'base64url')

type Cbor = number | string | Buffer | Map<number | string, Cbor>

/** The part of CBOR (RFC 8949) that WebAuthn speaks. */
function encode(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, each]) => [encode(key), encode(each)])])
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  if (length < 256) return Buffer.from([(major << 5) | 24, length])
  return Buffer.from([(major << 5) | 25, length >> 8, length & 0xff])
}

/** A key pair with its public half as COSE writes it (RFC 9053). */
function newKey(algorithm: Algorithm): { key: KeyObject; digest: string | null; cose: Cbor } {
  if (algorithm === 'EdDSA') {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const { x } = publicKey.export({ format: 'jwk' })
    return {
      key: privateKey,
      digest: null,
      cose: new Map<number, Cbor>([
        [1, 1],
        [3, -8],
        [-1, 6],
        [-2, bytesOf(x)],
      ]),
    }
  }
  if (algorithm === 'RS256') {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const { n, e } = publicKey.export({ format: 'jwk' })
    return {
      key: privateKey,
      digest: 'sha256',
      cose: new Map<number, Cbor>([
        [1, 3],
        [3, -257],
        [-1, bytesOf(n)],
        [-2, bytesOf(e)],
      ]),
    }
  }
  const [namedCurve, alg, curve, digest] =
    algorithm === 'ES256' ? (['P-256', -7, 1, 'sha256'] as const) : (['P-384', -35, 2, 'sha384'] as const)
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
  const { x, y } = publicKey.export({ format: 'jwk' })
  return {
    key: privateKey,
    digest,
    cose: new Map<number, Cbor>([
      [1, 2],
      [3, alg],
      [-1, curve],
      [-2, bytesOf(x)],
      [-3, bytesOf(y)],
    ]),
  }
}
