import type { Vocabulary } from '../i18n/vocabulary.ts'
import type { Installed } from '../plugins/host.ts'
import { holdSwitches, overtakeRights } from '../plugins/switching.ts'
import type { Context } from '../records/context.ts'
import type { Operation } from '../records/engine.ts'
import { factOfAct, historyOfAct } from '../records/record-act.ts'
import { type Change, ownWordsOf, pastOf, writeChanges } from './changes.ts'
import { wordsChanged } from './events.ts'
import { type OwnWord, type View, viewOf } from './view.ts'

export interface TenantWords {
  readonly installed: Installed
  readonly vocabulary: Vocabulary
}

/** One language of a tenant, over what the installation says. */
export function viewOfTenant(
  { installed, vocabulary }: TenantWords,
  context: Context,
  language: string,
  own: readonly OwnWord[],
): View {
  const isSpoken = (namespace: string) => isOn(installed, context, namespace)
  return viewOf({ vocabulary, language, own, isTenants: true, isSpoken })
}

/** Writes what `plan` wants to change of a tenant's words, with its history, in the transaction given. It counts at once. */
export async function changeWords(
  parts: TenantWords,
  { engine, context, unit }: Operation,
  language: string,
  plan: (view: View) => readonly Change[],
): Promise<void> {
  const [, { rows }] = await unit.run(holdSwitches(context.tenant.id), ownWordsOf('tenant', language))
  const changes = plan(viewOfTenant(parts, context, language, rows))
  if (changes.length === 0) return
  const author = { at: context.clock.now(), by: context.actor.id, tenantId: context.tenant.id }
  for (const statement of writeChanges('tenant', language, changes, author)) unit.queue(statement)
  unit.queue(historyOfAct(context, { kind: 'words', action: 'update', ...pastOf(language, changes) }))
  const payload = { language, count: changes.length }
  unit.queue(factOfAct(context, { name: wordsChanged.name, key: `words/${language}`, payload }))
  unit.queue(overtakeRights(context.tenant.id))
  unit.afterCommit(() => engine.nudge(context.tenant.id))
  await unit.run()
}

/** What is in no plugin's name is the core's or the screens'; what is in a plugin's is said where the plugin is on. */
function isOn(installed: Installed, { plugins }: Context, namespace: string): boolean {
  return installed.plugin(namespace) === undefined || plugins.has(namespace)
}
