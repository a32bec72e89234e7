import type { Sheet } from './answers.ts'
import type { Installation } from './installation.ts'
import type { Outbound } from './outbound.ts'
import type { BroughtFile } from './outside.ts'
import type { Clock, Scope } from './scope.ts'
import type { TenantInfo } from './tenant-info.ts'

/** A mail as it leaves: to one receiver, from the installation's own address. */
export interface Letter {
  readonly to: { readonly name?: string; readonly address: string }
  readonly subject: string
  readonly text: string
  readonly html?: string
  /** The name beside the installation's address. */
  readonly senderName?: string
  /** Where it comes back to when it cannot be delivered; the installation's address unless given. */
  readonly returnPath?: string
  /** Of one line each. */
  readonly headers?: Readonly<Record<string, string>>
  readonly attachments?: readonly {
    readonly name: string
    readonly type: string
    readonly content: Buffer
  }[]
}

/** What a letter in the tenant's look says; every text is plain, and none can become markup. */
export interface LetterParts {
  /** The receiver's (BCP 47). */
  readonly language: string
  readonly subject: string
  /** Whom it greets. */
  readonly name?: string
  readonly paragraphs: readonly string[]
  /** Where its button leads, below the public address: `/at/studio/tasks/…/show`. */
  readonly button?: { readonly label: string; readonly path: string }
  /** Lines below it, in small letters, each a link where it has a path. */
  readonly notes?: readonly { readonly text: string; readonly path?: string }[]
}

/**
 * What the worker lends to work that takes several transactions, or the network. It may be stopped at any point and is then done again
 * from its beginning, so each step looks for what an earlier try has left.
 */
export interface Work {
  readonly tenant: TenantInfo
  /** What it was asked for with. */
  readonly data: unknown
  /** The run's own id, the same at every try: for keys of idempotency. */
  readonly id: string
  readonly clock: Clock
  /** What the installation's addresses begin with, without a slash at the end. */
  readonly publicUrl: string
  progress(done: number, total: number): Promise<void>
  /**
   * Lets requests go first. While this process is asked for something it waits up to nine times as long as was worked since the last call, so
   * that what is long and makes the processor sweat takes a tenth of it; else it comes back at once. Called between parts of such work.
   */
  giveWay(): Promise<void>
  /** One transaction in a scope of the plugin, committed when it comes back. No network inside. */
  within<T>(step: (scope: Scope) => Promise<T>): Promise<T>
  /**
   * The same as a person of the tenant: under his rights as they are now, in his language and zone. With `reads: 'apart'` it only reads, and
   * may take long, so that it reads from the replica where there is one that has seen everything.
   * @throws `records.not_found` (404) for who has no login here any more
   */
  withinAs<T>(personId: string, step: (scope: Scope) => Promise<T>, options?: { readonly reads?: 'apart' }): Promise<T>
  readonly outbound: Outbound
  readonly installation: Installation
  /** Writes a letter in the tenant's look, as text and as HTML, for {@link Work.mail} or a transport of the plugin's own. */
  letter(parts: LetterParts): Promise<Required<Pick<Letter, 'subject' | 'text' | 'html'>>>
  /** Rows as the bytes of a file; instants stand in the tenant's zone. */
  bytesOf(sheet: Sheet): AsyncIterable<Uint8Array>
  /**
   * Keeps a file for the plugin, or with `as` for a person of the tenant, who may then name it in a record; gives its id, and null where the
   * tenant keeps no files. @throws what the field's limits, and the person's rights, refuse
   */
  keepFile(file: BroughtFile, by?: { readonly as?: string }): Promise<string | null>
  /** Hands a mail over. Throws what the mail server says, so that the work is tried again. */
  mail(letter: Letter): Promise<void>
}
