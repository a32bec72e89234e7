import type { Kind } from '@guildhall/contract-notifications'
import { defineError, type RouteDefinition, type Scope, Type } from '@guildhall/sdk'
import type { Book } from '../book.ts'
import { fill, said, unknownIn } from './render.ts'
import { sampleOf } from './sample.ts'
import { templates } from './templates.ts'
import { shippedWords } from './words.ts'

const unknownPlaceholder = defineError<{ placeholder: string }>('notifications.unknown_placeholder', 422)
const unknownKind = defineError('notifications.kind_unknown', 404)

const place = {
  kind: Type.String({ maxLength: 100 }),
  channel: Type.String({ maxLength: 40 }),
  language: Type.String({ maxLength: 35, pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' }),
}
const words = { title: Type.String({ minLength: 1, maxLength: 200 }), text: Type.String({ maxLength: 5000 }) }
const closed = { additionalProperties: false }
const query = Type.Object(place, closed)
const body = Type.Object({ ...place, ...words }, closed)

interface Place {
  readonly kind: string
  readonly channel: string
  readonly language: string
}
interface Given extends Place {
  readonly title: string
  readonly text: string
}

/** What messages say, and how a tenant says it otherwise. Only who may write templates gets here. */
export function templateRoutes(book: Book): RouteDefinition[] {
  const right = (action: string) => ({ action, resource: templates.name })
  const kindOf = (scope: Scope, name: string): Kind => {
    const found = book.kindsOn(scope).find((kind) => kind.name === name)
    if (!found) throw unknownKind()
    return found
  }
  return [
    {
      ...{ method: 'GET', path: '/templates', access: right('read'), summary: 'notifications:openapi.templates' },
      run: async ({ scope }) => ({
        kinds: book.kindsOn(scope).map(({ name, texts, placeholders }) => ({
          ...{ name, label: scope.t(texts.label), plugin: scope.t(`${name.split('.')[0]}:plugin.name`) },
          placeholders: Object.keys(placeholders),
        })),
        channels: ['app', ...book.channelsOn(scope).map(({ name }) => name)].map((name) => ({
          name,
          label: scope.t(book.channel(name)?.label ?? `notifications:channels.${name}`),
        })),
        own: (await scope.records(templates).list()).map(({ kind, channel, language }) => ({
          kind,
          channel,
          language,
        })),
      }),
    },
    {
      ...{ method: 'GET', path: '/template', access: right('read'), query, summary: 'notifications:openapi.template' },
      async run({ scope, query }) {
        const { kind: name, channel, language } = query as Place
        const kind = kindOf(scope, name)
        const shipped = shippedWords(scope, kind, language)
        const own = await find(scope, { kind: name, channel, language })
        const { title, text } = own ? { title: own.title, text: own.text ?? '' } : shipped
        return { title, text, shipped, isOwn: own !== null }
      },
    },
    {
      ...{ method: 'POST', path: '/template/preview', access: right('update') },
      ...{ body, summary: 'notifications:openapi.previewTemplate' },
      async run({ scope, body }) {
        const given = body as Given
        const kind = kindOf(scope, given.kind)
        refuseUnknown(kind, given)
        const values = said(scope, kind.placeholders, sampleOf(scope, kind))
        return { title: fill(given.title, values), text: fill(given.text, values) }
      },
    },
    {
      ...{ method: 'PUT', path: '/template', access: right('update') },
      ...{ body, summary: 'notifications:openapi.saveTemplate' },
      async run({ scope, body }) {
        const { title, text, ...where } = body as Given
        refuseUnknown(kindOf(scope, where.kind), { title, text })
        const own = await find(scope, where)
        const said = { title, text: text || null }
        if (own) await scope.records(templates).update(own.id, said)
        else await scope.records(templates).create({ ...where, ...said })
        return { isOwn: true }
      },
    },
    {
      ...{
        method: 'DELETE',
        path: '/template',
        access: right('delete'),
        query,
        summary: 'notifications:openapi.resetTemplate',
      },
      async run({ scope, query }) {
        const own = await find(scope, query as Place)
        if (own) await scope.records(templates).remove(own.id)
        return { isOwn: false }
      },
    },
  ]
}

const find = (scope: Scope, { kind, channel, language }: Place) =>
  scope.records(templates).first({ where: { kind, channel, language } })

function refuseUnknown({ placeholders }: Kind, given: { readonly title: string; readonly text: string }): void {
  const fields = (['title', 'text'] as const).flatMap((path) =>
    unknownIn(given[path], placeholders).map((placeholder) => ({
      ...{ path, code: unknownPlaceholder.code, params: { placeholder } },
    })),
  )
  const [first] = fields
  if (first) throw unknownPlaceholder(first.params, fields)
}
