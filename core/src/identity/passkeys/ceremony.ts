import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { challengeTime } from './challenges.ts'
import type { RelyingParty } from './relying-party.ts'

export type { AuthenticationResponseJSON, RegistrationResponseJSON }
export type CreationOptions = PublicKeyCredentialCreationOptionsJSON
export type RequestOptions = PublicKeyCredentialRequestOptionsJSON

/** What an authenticator made. */
export interface Made {
  readonly credentialId: string
  readonly publicKey: Buffer
  readonly counter: number
}

/** EdDSA, ES256 and RS256 (RFC 9053): what authenticators have. */
const algorithms = [-8, -7, -257]
/** The authenticator asks for a finger, a face or a PIN, and knows by itself whose passkey it is. */
const selection = { residentKey: 'required', userVerification: 'required' } as const

/** Loaded with the first passkey: many an installation never has one. */
const library = () => import('@simplewebauthn/server')
const bytes = (base64url: string) => new Uint8Array(Buffer.from(base64url, 'base64url'))

/** A user as authenticators know him: his id, which says nothing of him. */
export const handleOf = (userId: string): string => Buffer.from(userId.replaceAll('-', ''), 'hex').toString('base64url')

export async function creationOptions(
  party: RelyingParty,
  user: { readonly id: string; readonly email: string; readonly name: string },
  challenge: string,
  known: readonly { readonly id: string; readonly transports: readonly string[] }[],
): Promise<CreationOptions> {
  const { generateRegistrationOptions } = await library()
  return generateRegistrationOptions({
    rpName: 'Guildhall',
    rpID: party.id,
    userID: bytes(handleOf(user.id)),
    userName: user.email,
    userDisplayName: user.name,
    challenge: bytes(challenge),
    timeout: challengeTime,
    attestationType: 'none',
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
    authenticatorSelection: selection,
    supportedAlgorithmIDs: algorithms,
  })
}

export async function requestOptions(party: RelyingParty, challenge: string): Promise<RequestOptions> {
  const { generateAuthenticationOptions } = await library()
  return generateAuthenticationOptions({
    rpID: party.id,
    challenge: bytes(challenge),
    timeout: challengeTime,
    userVerification: selection.userVerification,
  })
}

/** What was asked, as the browser tells it; null for what no browser says. A page within another's is not ours. */
export function challengeOf({ response }: AuthenticationResponseJSON | RegistrationResponseJSON): string | null {
  try {
    const said = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString())
    return typeof said.challenge === 'string' && said.crossOrigin !== true ? said.challenge : null
  } catch {
    return null
  }
}

/** Null for what does not hold. */
export async function checkCreation(
  party: RelyingParty,
  response: RegistrationResponseJSON,
  challenge: string,
): Promise<Made | null> {
  const { verifyRegistrationResponse } = await library()
  try {
    await requireNoStatement(response)
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      ...expected(party, challenge),
      supportedAlgorithmIDs: algorithms,
    })
    if (!registrationInfo) return null
    const { id, publicKey, counter } = registrationInfo.credential
    return { credentialId: id, publicKey: Buffer.from(publicKey), counter }
  } catch {
    return null
  }
}

/**
 * How often the authenticator says it was used; null for a signature that does not hold. The count is for the caller to judge, once it is
 * known to be the authenticator's.
 */
export async function checkAssertion(
  party: RelyingParty,
  response: AuthenticationResponseJSON,
  challenge: string,
  { credentialId, publicKey }: Pick<Made, 'credentialId' | 'publicKey'>,
): Promise<number | null> {
  const { verifyAuthenticationResponse } = await library()
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      ...expected(party, challenge),
      credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter: 0 },
    })
    return verified ? authenticationInfo.newCounter : null
  } catch {
    return null
  }
}

const expected = (party: RelyingParty, challenge: string) => ({
  expectedChallenge: challenge,
  expectedOrigin: party.origin,
  expectedRPID: party.id,
  requireUserVerification: true,
})

/** None was asked for: certificates in one are not read, nor the lists they point to. An authenticator may sign for itself (WebAuthn, 5.1.3). */
async function requireNoStatement({ response }: RegistrationResponseJSON): Promise<void> {
  const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers')
  const statement = decodeAttestationObject(bytes(response.attestationObject))
  const isOwn = statement.get('fmt') === 'packed' && !statement.get('attStmt').get('x5c')
  if (statement.get('fmt') !== 'none' && !isOwn) throw new Error('An attestation statement was not asked for')
}
