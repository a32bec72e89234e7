import { chmodSync, mkdirSync } from 'node:fs'

const candidates = ['/var/lib/guildhall', '/var/tmp/guildhall']

/** Where root puts what another account must reach and a restart of the machine must not sweep away. */
export function systemFolder(): string {
  let refusal: unknown
  for (const folder of candidates) {
    try {
      mkdirSync(folder, { recursive: true })
      chmodSync(folder, 0o755)
      return folder
    } catch (error) {
      refusal = error
    }
  }
  throw refusal
}
