import type { Kind } from '@guildhall/contract-notifications'
import type { RecordOf, Scope } from '@guildhall/sdk'
import { preferences } from './preferences.ts'

type Kept = RecordOf<typeof preferences.fields>
export type Preferences = Pick<Kept, 'choices' | 'quietFrom' | 'quietTo' | 'digest' | 'digestAt' | 'addresses'>

/** What holds while somebody has not chosen. */
const usual: Preferences = {
  choices: {},
  quietFrom: null,
  quietTo: null,
  digest: 'at-once',
  digestAt: '08:00',
  addresses: {},
}

/** Somebody's preferences; `scope` is the plugin's or the system's. */
export async function preferencesOf(scope: Scope, person: string): Promise<Preferences> {
  return (await scope.records(preferences).first({ where: { person } })) ?? usual
}

export async function savePreferences(
  scope: Scope,
  person: string,
  changes: Partial<Preferences>,
): Promise<Preferences> {
  const kept = await scope.records(preferences).first({ where: { person } })
  return kept
    ? scope.records(preferences).update(kept.id, changes)
    : scope.records(preferences).create({ person, ...changes })
}

export const usualChannels = ['app', 'mail'] as const

/** Whether a kind comes to a person by a channel: as he chose, else as the kind has it; what cannot be opted out of always does. */
export function isWanted(kind: Kind, channel: string, { choices }: Pick<Preferences, 'choices'>): boolean {
  const isUsual = (kind.channels ?? usualChannels).includes(channel)
  if (kind.optional === false && isUsual) return true
  return choices[kind.name]?.[channel] ?? isUsual
}
