import { fileURLToPath } from 'node:url'
import { openDisk } from './disk.ts'
import type { Store } from './store.ts'

const opened = new Map<string, Promise<Store>>()

/** The store of an address: `file:` and a folder, or `s3:` and a bucket; what S3 needs is loaded only where it is used. */
export function openStore(address: string): Promise<Store> {
  const known = opened.get(address)
  if (known) return known
  const store = open(address)
  opened.set(address, store)
  store.catch(() => opened.delete(address))
  return store
}

async function open(address: string): Promise<Store> {
  if (address.startsWith('s3:')) return (await import('./s3.ts')).openS3(new URL(address))
  return openDisk(address.startsWith('file:///') ? fileURLToPath(address) : address.slice('file:'.length))
}
