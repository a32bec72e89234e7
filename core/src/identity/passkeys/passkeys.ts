import { type AskingOptions, askAuthenticators } from './asking.ts'
import { keepOwnPasskeys, type OwnPasskeys } from './own.ts'
import { openPasskeyDoor, type PasskeyDoor, type PasskeyDoorOptions } from './sign-in.ts'

export interface PasskeysOptions extends PasskeyDoorOptions, AskingOptions {}

/** Coming in by what one has and who one is to it, without a password (WebAuthn). */
export interface Passkeys extends OwnPasskeys {
  readonly door: PasskeyDoor
  /** The name that passkeys are for; null where the public address is none. */
  readonly host: string | null
}

export function keepPasskeys(options: PasskeysOptions): Passkeys {
  const asking = askAuthenticators(options)
  return { ...keepOwnPasskeys(options, asking), door: openPasskeyDoor(options, asking), host: asking.host }
}
