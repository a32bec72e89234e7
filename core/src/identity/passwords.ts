import { hash, verify } from '@node-rs/argon2'

/** Argon2id (its default here) with OWASP's first choice of parameters: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The same password counts as the same however a keyboard composes its letters (NIST SP 800-63B, 5.1.1.2: NFKC). */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost)
}

let decoy: Promise<string> | undefined

/** Takes as long for a user who does not exist or has no password as for one who does. */
export async function isPassword(hashed: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password')
  const holds = await verify(hashed ?? (await decoy), password.normalize('NFKC'))
  return hashed !== null && holds
}
