import { createHmac, randomInt } from 'node:crypto'

const howMany = 10
const groups = 3
const groupLength = 4
/** Without those that are taken for one another on paper. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Ten, each of three groups of four; 59 bits. */
export function newRecoveryCodes(): string[] {
  const group = () => Array.from({ length: groupLength }, () => letters[randomInt(letters.length)]).join('')
  return Array.from({ length: howMany }, () => Array.from({ length: groups }, group).join('-'))
}

/** A code as it was given out, however it was typed; null for what cannot be one. */
export function readRecoveryCode(typed: string): string | null {
  const plain = typed.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  if (plain.length !== groups * groupLength) return null
  return Array.from({ length: groups }, (_, index) => plain.slice(index * groupLength, (index + 1) * groupLength)).join(
    '-',
  )
}

/** What is kept of it, in PostgreSQL's text form of bytea: who has the table alone can search for nothing. */
export function hashOfCode(key: Buffer, userId: string, code: string): string {
  return `\\x${createHmac('sha256', key).update(`${userId}/${code}`).digest('hex')}`
}
