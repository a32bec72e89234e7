import type pg from 'pg'
import type { Database, ResultsOf } from './pool.ts'
import { type BoundStatement, bind, prepare, type StatementResult } from './statement.ts'
import { isBroken } from './violation.ts'

/** Who enters: the tenant, and the epochs the caller's rights were computed at. */
export interface Entry {
  readonly tenantId: string
  readonly userId: string | null
  /** Null for a tenant that is made in this very transaction. */
  readonly tenantEpoch: number | null
  readonly userEpoch: number
}

/**
 * A unit of work: one transaction that opens with its first read. Writes wait in a queue and travel with the next read
 * or with the commit, so that a creation is one round trip and an update two. Rights that have been overtaken undo it.
 */
export interface Unit {
  /** Sends what is queued together with these statements and gives their results. */
  run<const S extends readonly BoundStatement<unknown>[]>(...statements: S): Promise<ResultsOf<S>>
  /** Sends a statement later, at the latest with the commit. */
  queue<Row>(statement: BoundStatement<Row>): Promise<StatementResult<Row>>
  /** Whether the transaction is open: something was read in it. */
  readonly isOpen: boolean
  /** How many statements were queued so far. */
  readonly writes: number
  /**
   * Part of the work that may fail for itself: what it wrote is undone up to here and the unit goes on. What is queued before and in it is sent
   * at its two ends. A connection that broke ends the whole.
   */
  attempt<T>(work: () => Promise<T>): Promise<T>
  /** Runs after the commit, never undone by it. */
  afterCommit(work: () => void): void
  /** The connection inside the open transaction, for whatever needs one (models, cursors). */
  connection(): Promise<pg.PoolClient>
  commit(): Promise<void>
  rollback(): Promise<void>
}

const begin = prepare('begin')
const commit = prepare('commit')
const rollback = prepare('rollback')
const save = prepare('savepoint attempt')
const release = prepare('release savepoint attempt')
const restore = prepare('rollback to savepoint attempt')
const enter = prepare('select guildhall.enter($1::uuid, $2::uuid, $3::bigint, $4::bigint)')

/** Short work; what is longer keeps nobody waiting. */
const mostShared = 8

interface Queued {
  readonly statement: BoundStatement<unknown>
  resolve(result: StatementResult<unknown>): void
  reject(error: unknown): void
}

export function openUnit(database: Database, entry: Entry): Unit {
  const entering = bind(enter, entry.tenantId, entry.userId, entry.tenantEpoch, entry.userEpoch)
  const committed: (() => void)[] = []
  let client: pg.PoolClient | null = null
  let begun = false
  let over = false
  let writes = 0
  let attempts = 0
  let waiting: Queued[] = []
  let last: Promise<unknown> = Promise.resolve()

  /** One batch at a time on the connection, in the order of the calls. */
  function send(...parts: Parameters<typeof sendNow>): ReturnType<typeof sendNow> {
    const result = last.then(() => sendNow(...parts))
    last = result.catch(() => {})
    return result
  }

  async function sendNow(
    before: BoundStatement<unknown>[],
    statements: readonly BoundStatement<unknown>[],
    after: BoundStatement<unknown>[],
  ) {
    if (over) throw new TypeError('The unit of work is over')
    const queued = waiting
    waiting = []
    const all = [...before, ...queued.map(({ statement }) => statement), ...statements, ...after]
    if (all.length === 0) return []
    client ??= await database.pool.connect()
    try {
      const results = (await database.send(client, all)) as StatementResult<unknown>[]
      queued.forEach((one, index) => {
        one.resolve(results[before.length + index] as StatementResult<unknown>)
      })
      return results.slice(before.length + queued.length, before.length + queued.length + statements.length)
    } catch (error) {
      for (const one of queued) one.reject(error)
      if (attempts === 0 || isBroken(error)) await fail(error)
      throw error
    }
  }

  /** All that the unit writes is known: it may be committed together with others. */
  async function sendShared(): Promise<void> {
    const queued = waiting
    waiting = []
    over = true
    try {
      const statements = queued.map(({ statement }) => statement)
      const { results } = await database.shareWrite({ key: enteringKey(entry), enter: entering, statements })
      queued.forEach((one, index) => {
        one.resolve(results[index] as StatementResult<unknown>)
      })
    } catch (error) {
      for (const one of queued) one.reject(error)
      throw error
    }
  }

  async function fail(error: unknown): Promise<void> {
    over = true
    const failed = client
    client = null
    if (!failed) return
    const broken = isBroken(error) || !(await undo(failed))
    failed.release(broken)
  }

  async function undo(connection: pg.PoolClient): Promise<boolean> {
    if (!begun) return true
    return database.send(connection, [bind(rollback)]).then(
      () => true,
      () => false,
    )
  }

  return {
    async run(...statements) {
      const opens = !begun
      begun = true
      return (await send(opens ? [bind(begin), entering] : [], statements, [])) as never
    },
    queue<Row>(statement: BoundStatement<Row>) {
      writes++
      const result = new Promise<StatementResult<Row>>((resolve, reject) => {
        waiting.push({ statement, resolve: resolve as Queued['resolve'], reject })
      })
      result.catch(() => {})
      return result
    },
    get isOpen() {
      return begun
    },
    get writes() {
      return writes
    },
    async attempt(work) {
      const saving: Queued = { statement: bind(save), resolve() {}, reject() {} }
      // What was to be sent before is not this part's to undo; else the mark travels with the first that the part sends.
      if (!begun || waiting.length > 0) await this.run(saving.statement)
      else waiting.push(saving)
      const told = committed.length
      attempts++
      try {
        const result = await work()
        await this.run(bind(release))
        return result
      } catch (error) {
        const unsent = waiting.splice(0)
        for (const one of unsent) one.reject(error)
        committed.length = told
        if (!over && !unsent.includes(saving)) await send([], [bind(restore), bind(release)], [])
        throw error
      } finally {
        attempts--
      }
    },
    afterCommit(work) {
      committed.push(work)
    },
    async connection() {
      if (!begun || waiting.length > 0) await this.run()
      return client as pg.PoolClient
    },
    async commit() {
      if (begun) await send([], [], [bind(commit)])
      // Work that asked the database nothing went by what was remembered, which is compared at least now.
      else if (waiting.length > mostShared) await send([entering], [], [])
      else await sendShared()
      over = true
      client?.release()
      client = null
      for (const work of committed) work()
    },
    async rollback() {
      if (!over) await fail(Object.assign(new Error('rollback'), { code: '00000' }))
    },
  }
}

const enteringKey = ({ tenantId, userId, tenantEpoch, userEpoch }: Entry) =>
  `${tenantId} ${userId} ${tenantEpoch} ${userEpoch}`
