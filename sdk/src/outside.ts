import type { Readable } from 'node:stream'
import type { Installation } from './installation.ts'

/** One thing that lies outside the database. */
export interface KeptEntry {
  /** Unlike any other of the tenant: names of `[A-Za-z0-9._-]` with slashes between. */
  readonly name: string
  /** In bytes. */
  readonly size: number
  read(): Promise<Readable>
}

/** What a plugin keeps of a tenant outside the database: it travels with the tenant's file, comes back with it, and ends with it. */
export interface KeptOutside {
  entries(installation: Installation, tenantId: string): AsyncIterable<KeptEntry>
  /** Puts one back; again does nothing. */
  restore(
    installation: Installation,
    tenantId: string,
    entry: { readonly name: string; readonly bytes: Readable },
  ): Promise<void>
  /** The tenant is gone for good. What is not there any more is gone already. */
  remove(installation: Installation, tenantId: string): Promise<void>
}
