/** What newcomers agree to; at least one of the addresses is there. */
export interface Terms {
  readonly termsUrl: string | null
  readonly privacyUrl: string | null
  readonly version: string
}

/** Where nothing is to be agreed to, null. */
export function termsOf(given: {
  readonly termsUrl: string | null
  readonly privacyUrl: string | null
  readonly termsVersion: string | null
}): Terms | null {
  const { termsUrl, privacyUrl, termsVersion } = given
  return termsUrl || privacyUrl ? { termsUrl, privacyUrl, version: termsVersion ?? '1' } : null
}
