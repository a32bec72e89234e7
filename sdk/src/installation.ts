import type { Readable } from 'node:stream'
import type { Field } from './fields/field.ts'
import type { Clock } from './scope.ts'

/** What a running installation lends to one plugin besides records. */
export interface Installation {
  /** Where bytes are kept: `file:` and a folder, or `s3:` and a bucket. */
  readonly filesUrl: string
  /** Looks for viruses in some bytes: what was found, or null. Undefined where nobody looks. @throws where the scanner does not answer */
  readonly scan?: ((bytes: Readable) => Promise<string | null>) | undefined
  readonly clock: Clock
  /** 32 bytes for one purpose of this plugin, made from the installation's secret: the same on every node, and kept nowhere. */
  keyFor(purpose: string): Buffer
  /** How a field of any installed resource is declared; undefined where there is none. */
  fieldOf(resource: string, name: string): Field | undefined
}
