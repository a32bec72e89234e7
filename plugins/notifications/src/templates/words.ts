import type { Kind } from '@guildhall/contract-notifications'
import type { Scope } from '@guildhall/sdk'
import { templates } from './templates.ts'

export interface Words {
  readonly title: string
  readonly text: string
}

/** The words of a kind as they are shipped, with its placeholders still in them. */
export function shippedWords(scope: Scope, { texts, placeholders }: Kind, language: string): Words {
  const kept = Object.fromEntries(Object.keys(placeholders).map((name) => [name, `{{${name}}}`]))
  const say = (key: string) => scope.t(key, kept, language)
  return { title: say(texts.title), text: say(texts.text) }
}

/** The words that hold for a reader: the tenant's own in his language, else the shipped ones. `scope` may read templates. */
export async function wordsFor(scope: Scope, kind: Kind, channel: string, language: string): Promise<Words> {
  const [broad = language] = language.split('-')
  const own = await scope
    .records(templates)
    .list({ where: { kind: kind.name, channel, language_in: [language, broad] } })
  const chosen = own.find((one) => one.language === language) ?? own[0]
  return chosen ? { title: chosen.title, text: chosen.text ?? '' } : shippedWords(scope, kind, language)
}
