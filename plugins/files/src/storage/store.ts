import type { Readable } from 'node:stream'

/** The first and the last byte, both included. */
export interface Range {
  readonly start: number
  readonly end: number
}

export interface Stored {
  readonly key: string
  readonly size: number
  /** Milliseconds since 1970. */
  readonly changedAt: number
}

/** Where bytes lie. A key is a path of names from `[A-Za-z0-9._-]`; what is written is on its medium when the promise resolves. */
export interface Store {
  /**
   * Puts bytes behind the first `at` ones. What has arrived stays when the source breaks off, so that it can be gone on with.
   * @throws `files.storage_full` where there is no room
   */
  append(key: string, at: number, source: AsyncIterable<Uint8Array>): Promise<void>
  /** How many bytes there are; null where there is nothing. */
  size(key: string): Promise<number | null>
  read(key: string, range?: Range): Promise<Readable>
  /** Gives what was appended its lasting name; again does nothing. */
  settle(from: string, to: string): Promise<void>
  /** What is not there is gone already. */
  remove(key: string): Promise<void>
  list(prefix: string): AsyncIterable<Stored>
  /** Writes, reads and removes something small. @throws what stands in the way */
  probe(): Promise<void>
}
