import type { Mode } from './palette.ts'

/** What was last chosen on this device, for who is not in yet; absent where the system decides. */
const key = 'guildhall.theme'

export function readLastMode(): Mode | undefined {
  const kept = localStorage.getItem(key)
  return kept === 'light' || kept === 'dark' ? kept : undefined
}

export function keepLastMode(mode: Mode | undefined): void {
  if (mode) localStorage.setItem(key, mode)
  else localStorage.removeItem(key)
}
