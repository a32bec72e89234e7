import type { BoundStatement, StatementResult } from './statement.ts'
import { isBroken } from './violation.ts'

/** What one request asks of the database in one go: how its tenant is entered, and its statements. */
export interface Passenger {
  /** Passengers with the same words enter once. */
  readonly key: string
  readonly enter: BoundStatement<unknown>
  readonly statements: readonly BoundStatement<unknown>[]
}

export interface Arrival {
  readonly entered: StatementResult<unknown>
  readonly results: readonly StatementResult<unknown>[]
}

export interface TripOptions {
  /** How many trips are under way at once; what comes meanwhile waits for the next. */
  readonly trips: number
  readonly passengers: number
  /** Said first where several travel together. */
  readonly prelude?: BoundStatement<unknown>
}

interface Waiting extends Passenger {
  resolve(arrival: Arrival): void
  reject(error: unknown): void
}

/**
 * Short work of many requests on one round trip and in one transaction. A quiet server delays nothing; a busy one wakes the
 * database once for many. Each passenger's statements run after his own tenant was entered, and nobody is told before
 * all is committed. One failure undoes its neighbours, so after a failure each travels alone: as if there were no trips.
 */
export function shareTrips(
  run: (statements: readonly BoundStatement<unknown>[]) => Promise<readonly StatementResult<unknown>[]>,
  { trips, passengers: most, prelude }: TripOptions,
): (passenger: Passenger) => Promise<Arrival> {
  let underWay = 0
  let isCalled = false
  let waiting: Waiting[] = []

  function call(): void {
    if (isCalled || underWay >= trips || waiting.length === 0) return
    isCalled = true
    // After every socket that has something to say was heard.
    setImmediate(() => {
      isCalled = false
      const passengers = waiting.slice(0, most)
      waiting = waiting.slice(most)
      underWay++
      void travel(passengers).finally(() => {
        underWay--
        call()
      })
      call()
    })
  }

  async function travel(passengers: readonly Waiting[]): Promise<void> {
    const groups = [...Map.groupBy(passengers, ({ key }) => key).values()]
    const before = passengers.length > 1 && prelude ? [prelude] : []
    const statements = groups.flatMap((group) => [
      ...group.slice(0, 1).map(({ enter }) => enter),
      ...group.flatMap((passenger) => passenger.statements),
    ])
    try {
      const results = (await run([...before, ...statements])).slice(before.length)
      for (const group of groups) {
        const entered = results.shift() as StatementResult<unknown>
        for (const { statements, resolve } of group) resolve({ entered, results: results.splice(0, statements.length) })
      }
    } catch (error) {
      // Where the connection broke nobody knows what was committed: nothing is done twice.
      if (passengers.length === 1 || isBroken(error)) for (const { reject } of passengers) reject(error)
      else await Promise.all(passengers.map((passenger) => travel([passenger])))
    }
  }

  return (passenger) =>
    new Promise((resolve, reject) => {
      waiting.push({ ...passenger, resolve, reject })
      call()
    })
}
