import { boolean } from '@guildhall/sdk'

/** What a tenant decides about the core itself. */
export const coreSettings = {
  /** Whether a person gets a mail when somebody begins to act for him. */
  tellOfActing: boolean({ default: true }),
}
