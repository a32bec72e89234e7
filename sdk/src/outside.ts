import type { Readable } from 'node:stream'
import type { Installation } from './installation.ts'
import type { Scope } from './scope.ts'

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

/** A file that code brings, for a field of files of some resource. */
export interface BroughtFile {
  readonly name: string
  /** `ticket-messages.attachments` */
  readonly for: `${string}.${string}`
  readonly bytes: Uint8Array
}

/** Keeps a file for whoever acts in `within`, within what its field and the tenant allow; gives its id. @throws 403, 413, 422 */
export type BringFile = (
  installation: Installation,
  within: <T>(step: (scope: Scope) => Promise<T>) => Promise<T>,
  file: BroughtFile,
) => Promise<string>
