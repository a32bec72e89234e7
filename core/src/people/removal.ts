import { bind, prepare } from '../database/statement.ts'
import { countsOfDependants } from '../records/dependants.ts'
import type { Operation } from '../records/engine.ts'
import { Instead } from '../records/instead.ts'
import { actOn } from '../records/write/act.ts'
import { requireNothingHeld } from './holdings.ts'
import type { Person } from './people.ts'

/**
 * Who was ever here, or is named anywhere, is deactivated instead of deleted: authorship stays. Who still holds something hands over first.
 * Only an invitation nobody took up goes for good.
 */
export async function keepWhoWasHere(operation: Operation, person: Person): Promise<void> {
  if (!person.joinedAt && !(await isNamed(operation, person.id))) return
  const { engine } = operation
  const model = engine.registry.model('people')
  const isOut = person.status === 'deactivated'
  const record = isOut
    ? Promise.resolve(person as never)
    : (await actOn(operation, model, person.id, 'deactivate', {})).record
  await requireNothingHeld(operation, person.id)
  throw new Instead(record)
}

async function isNamed({ engine, context, unit }: Operation, id: string): Promise<boolean> {
  const counts = countsOfDependants(engine.registry, engine.registry.model('people')).map((text) => prepare(text))
  const results = await unit.run(...counts.map((count) => bind(count, context.tenant.id, id)))
  return results.some(({ rows }) => Number(rows[0]?.[0]) > 0)
}
