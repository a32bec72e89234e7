import type { Connection, Submittable } from 'pg'
import { serialize } from 'pg-protocol'
import { remember } from '../records/remember.ts'
import { encodeParameter } from './encode.ts'
import type { BoundStatement, RawRow, StatementResult } from './statement.ts'

/**
 * Several statements bound and executed before one protocol Sync: one round trip, and one implicit transaction
 * unless the batch begins or ends an explicit one. The first error undoes them all.
 */
export class Batch implements Submittable {
  readonly done: Promise<StatementResult<unknown>[]>
  readonly #statements: readonly BoundStatement<unknown>[]
  readonly #isPrepared: boolean
  readonly #results: StatementResult<unknown>[] = []
  #rows: unknown[] = []
  #failure: unknown = null
  #resolve!: (results: StatementResult<unknown>[]) => void
  #reject!: (error: unknown) => void

  /** @param isPrepared false where another connection may take the next batch: then each statement is parsed whenever it is sent */
  constructor(statements: readonly BoundStatement<unknown>[], isPrepared = true) {
    this.#statements = statements
    this.#isPrepared = isPrepared
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  submit(wire: Connection): void {
    const connection = wire as WireConnection
    const prepared = preparedOn(connection)
    const sent = new Set<string>()
    const messages: Buffer[] = []
    for (const { statement, values } of this.#statements) {
      const { text } = statement
      const name = this.#isPrepared ? statement.name : unnamed
      if (name === unnamed || (!prepared.has(name) && !sent.has(name))) {
        if (prepared.uncertain.delete(name)) messages.push(serialize.close({ type: 'S', name }))
        messages.push(serialize.parse({ name, text, types: [] }))
        sent.add(name)
      }
      messages.push(
        serialize.bind({ statement: name, values: values as unknown[], valueMapper: encodeParameter }),
        execute,
      )
    }
    messages.push(sync)
    // One write for the whole batch: half the cost of as many small ones.
    connection.stream.write(Buffer.concat(messages))
  }

  handleDataRow(message: { fields: RawRow }): void {
    if (this.#failure) return
    try {
      const statement = this.#statements[this.#results.length]?.statement
      this.#rows.push(statement ? statement.decode(message.fields) : message.fields)
    } catch (error) {
      this.#failure = error
    }
  }

  handleCommandComplete(message: { text: string }): void {
    this.#results.push({
      rows: this.#rows,
      affected: Number(message.text.slice(message.text.lastIndexOf(' ') + 1)) || 0,
    })
    this.#rows = []
  }

  /** Of the statements after the last completed one nobody knows which were prepared: they are closed before they are prepared again. */
  handleError(error: unknown, connection: WireConnection): void {
    if (this.#isPrepared) this.#noteFailure(preparedOn(connection))
    // The connection takes nothing new before it is ready again; one that broke never will be.
    if (isRefusal(error)) connection.once('readyForQuery', () => this.#reject(error))
    else this.#reject(error)
  }

  #noteFailure(prepared: PreparedNames): void {
    this.#statements.forEach(({ statement }, index) => {
      if (index < this.#results.length) prepared.add(statement.name)
      else if (!prepared.has(statement.name)) prepared.uncertain.add(statement.name)
    })
  }

  handleReadyForQuery(connection: WireConnection): void {
    const prepared = preparedOn(connection)
    if (this.#isPrepared) for (const { statement } of this.#statements) prepared.add(statement.name)
    if (this.#failure) this.#reject(this.#failure)
    else this.#resolve(this.#results)
  }

  handleRowDescription(): void {}
  handleEmptyQuery(): void {
    this.#results.push({ rows: [], affected: 0 })
  }
  handlePortalSuspended(): void {}
}

/** What pg's Connection offers beyond its published types. */
type WireConnection = Connection & {
  stream: { write(bytes: Buffer): unknown }
  once(event: 'readyForQuery', listener: () => void): unknown
}

/** The statement that the next one takes the place of. */
const unnamed = ''
const execute = serialize.execute()
const sync = serialize.sync()

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'severity' in error && error.severity === 'ERROR'
}

class PreparedNames extends Set<string> {
  readonly uncertain = new Set<string>()
}

const preparedNames = new WeakMap<object, PreparedNames>()

function preparedOn(connection: object): PreparedNames {
  return remember(preparedNames, connection, () => new PreparedNames())
}
