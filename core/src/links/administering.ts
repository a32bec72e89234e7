import { readInTenant } from '../database/enter.ts'
import { seesJournal } from '../people/sign-ins.ts'
import { type Context, entryOf } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import { linksForbidden } from './errors.ts'

/** By nobody's key, and in nobody's place. */
export const onlyHimself = { access: 'signedIn', keys: 'refused', acting: 'refused', seeAs: 'refused' } as const

/** What is remembered of rights is compared with the database first. @throws 403 */
export async function requireAdministrator({ database }: Engine, context: Context): Promise<Context> {
  await readInTenant(database, entryOf(context), [])
  if (!seesJournal(context)) throw linksForbidden()
  return context
}
