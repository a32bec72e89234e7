/** A zone by its IANA name. Offsets are refused: they know nothing of summer time, and PostgreSQL reads their sign the other way round. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
