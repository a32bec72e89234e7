import type { WireRecord } from './codec.ts'

/** Thrown by a hook of the core before a deletion: the record stays, changed, and that is the answer. What the hook wrote is kept. */
export class Instead extends Error {
  readonly record: Promise<WireRecord>

  constructor(record: Promise<WireRecord>) {
    super('The record was changed instead of deleted')
    this.record = record
  }
}
