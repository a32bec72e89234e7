import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { readPassword } from './office.ts'
import { Refusal } from './refusal.ts'
import { tenancyWords } from './tenancy-words.ts'

const words = tenancyWords.archive

export function requireTarget(to: unknown): string {
  if (typeof to !== 'string') throw new Refusal(words.whereTo)
  return to
}

/** Whole or not at all, for the owner only. Gives its size in bytes. */
export async function keepFile(to: string, content: Readable): Promise<number> {
  const beside = `${to}.${process.pid}.part`
  try {
    await pipeline(content, createWriteStream(beside, { mode: 0o600 }))
    await rename(beside, to)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  return (await stat(to)).size
}

export async function passphraseOf({
  passphraseStdin,
}: Readonly<Record<string, unknown>>): Promise<string | undefined> {
  if (!passphraseStdin) return undefined
  const passphrase = await readPassword()
  if (passphrase.length < 12) throw new Refusal(words.shortPassphrase)
  return passphrase
}

export async function requireFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => null)
  if (!found?.isFile()) throw new Refusal(words.noFile(file))
}

/** A line that is written over, for whoever sits before it. */
export function progress(json: boolean) {
  if (json || !process.stderr.isTTY) return () => {}
  return ({ table, rows }: { readonly table: string; readonly rows: number }) =>
    void process.stderr.write(`\r\u001b[K${table} ${rows}`)
}
