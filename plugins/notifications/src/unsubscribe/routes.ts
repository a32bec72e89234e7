import { defineError, type Page, type RouteDefinition, type Scope, Type } from '@guildhall/sdk'
import type { Book } from '../book.ts'
import { receiverOf } from '../people.ts'
import { preferencesOf, savePreferences } from '../preferences/own.ts'
import { type Ending, readEnding } from './token.ts'

const notSigned = defineError('notifications.unsubscribe_unknown', 404)
const query = Type.Object({ of: Type.String({ maxLength: 4000 }) }, { additionalProperties: false })
const path = '/unsubscribe/:tenant'
const access = 'public'

/**
 * A look asks, a click ends. Mail programs send the click themselves (List-Unsubscribe-Post, RFC 8058); what fetches links to look at them
 * ends nothing.
 */
export function unsubscribeRoutes(book: Book): RouteDefinition[] {
  const said = (scope: Scope, { kinds, channel }: Ending) => ({
    kinds: kinds.map((name) => labelOf(scope, book, name)).join(', '),
    channel: scope.t(book.channel(channel)?.label ?? channel),
  })
  return [
    {
      ...{ method: 'GET', path, access, query, gives: 'page', summary: 'notifications:openapi.unsubscribeAsk' },
      async run({ scope, query }) {
        const ending = endingOf(scope, query)
        return {
          title: scope.t('notifications:unsubscribe.title'),
          paragraphs: [scope.t('notifications:unsubscribe.ask', said(scope, ending))],
          button: scope.t('notifications:unsubscribe.button'),
        } satisfies Page
      },
    },
    {
      ...{ method: 'POST', path, access, query, gives: 'page', summary: 'notifications:openapi.unsubscribe' },
      async run({ scope, query }) {
        const ending = endingOf(scope, query)
        await end(scope, ending)
        return {
          title: scope.t('notifications:unsubscribe.title'),
          paragraphs: [scope.t('notifications:unsubscribe.done', said(scope, ending))],
        } satisfies Page
      },
    },
  ]
}

function endingOf(scope: Scope, query: unknown): Ending {
  const ending = readEnding(scope, (query as { of: string }).of)
  if (!ending) throw notSigned()
  return ending
}

async function end(scope: Scope, { person, channel, kinds }: Ending): Promise<void> {
  if (!(await receiverOf(scope, person))) return
  const { choices } = await preferencesOf(scope, person)
  const ended = Object.fromEntries(kinds.map((kind) => [kind, { ...choices[kind], [channel]: false }]))
  await savePreferences(scope, person, { choices: { ...choices, ...ended } })
}

const labelOf = (scope: Scope, book: Book, name: string) => {
  const kind = book.kind(name)
  return kind ? scope.t(kind.texts.label) : name
}
