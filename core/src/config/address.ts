import { join, resolve } from 'node:path'
import type { Environment } from './environment.ts'

/** Where people find the installation, without a slash at the end. */
export function publicAddress({ PUBLIC_URL, HOST, PORT }: Pick<Environment, 'PUBLIC_URL' | 'HOST' | 'PORT'>): string {
  if (PUBLIC_URL) return PUBLIC_URL.replace(/\/+$/, '')
  // Listening everywhere is no place to go to.
  const name = HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST
  return `http://${name.includes(':') ? `[${name}]` : name}:${PORT}`
}

/** Where files are kept; in the data folder unless told. */
export function filesAddress({ FILES_URL, GUILDHALL_DATA }: Pick<Environment, 'FILES_URL' | 'GUILDHALL_DATA'>): string {
  return FILES_URL ?? `file:${join(resolve(GUILDHALL_DATA), 'files')}`
}
