/** One thing the doctor looked at. What is not well says what to do. */
export type Finding =
  | { readonly check: string; readonly level: 'ok'; readonly says: string }
  | { readonly check: string; readonly level: 'warn' | 'fail'; readonly says: string; readonly remedy: string }

export const ok = (check: string, says: string): Finding => ({ check, level: 'ok', says })
export const warn = (check: string, says: string, remedy: string): Finding => ({ check, level: 'warn', says, remedy })
export const fail = (check: string, says: string, remedy: string): Finding => ({ check, level: 'fail', says, remedy })

/** What was found, or that all is well. */
export const orWell = (check: string, found: readonly Finding[], says: string): Finding[] =>
  found.length > 0 ? [...found] : [ok(check, says)]
