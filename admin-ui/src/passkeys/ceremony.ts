import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'

export type Creation = PublicKeyCredentialCreationOptionsJSON
export type Request = PublicKeyCredentialRequestOptionsJSON

/** Why a device did not do it: the person, the address, what it has already, or the device; `over` when something else was begun instead. */
export type Why = 'declined' | 'elsewhere' | 'exists' | 'failed' | 'over'
export type Done<T> = { readonly credential: T } | { readonly why: Why }

/** Has the device make a passkey. */
export const makePasskey = (optionsJSON: Creation) => attempt(() => startRegistration({ optionsJSON }))

/** Has the device show a passkey: in a window of its own, or, `quietly`, among what it offers for the name's field. */
export const showPasskey = (optionsJSON: Request, quietly: boolean) =>
  attempt(() => startAuthentication({ optionsJSON, useBrowserAutofill: quietly }))

/** Whether passkeys for a name can be used at the address one is at. */
export const isHere = (host: string | null): boolean =>
  host !== null && (location.hostname === host || location.hostname.endsWith(`.${host}`))

async function attempt<T>(ceremony: () => Promise<T>): Promise<Done<T>> {
  try {
    return { credential: await ceremony() }
  } catch (error) {
    return { why: reasons[error instanceof Error ? error.name : ''] ?? 'failed' }
  }
}

/** By the names that WebAuthn gives to what goes wrong. */
const reasons: Readonly<Record<string, Why>> = {
  NotAllowedError: 'declined',
  SecurityError: 'elsewhere',
  InvalidStateError: 'exists',
  AbortError: 'over',
}
