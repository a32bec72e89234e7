/** `+40 722 123 456` → `40722123456`. */
export function digitsOf(number: string): string {
  return number.replace(/\D/g, '')
}

/** One text for the search: the digits of each number. Null when there are none. */
export function allDigits(numbers: readonly string[]): string | null {
  return numbers.map(digitsOf).join(' ') || null
}

/**
 * What two spellings of one number have in common: its last nine digits. National numbers have no more of them
 * in nearly all plans, and what stands before is a trunk or country prefix that some write and others leave out (ITU-T E.164).
 */
export function significantDigits(number: string): string {
  return digitsOf(number).slice(-9)
}
