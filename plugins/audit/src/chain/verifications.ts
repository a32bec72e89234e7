import {
  can,
  defineResource,
  integer,
  json,
  type LongJob,
  type RouteDefinition,
  state,
  Type,
  text,
} from '@guildhall/sdk'
import { seals } from './seals.ts'
import { verifyChain } from './verify.ts'

/** That somebody went over the chain, and what was found. */
export const verifications = defineResource('audit-verifications', {
  fields: {
    status: state(['waiting', 'whole', 'flawed']),
    /** Seals gone over so far, and all of them. */
    done: integer({ default: 0, minimum: 0 }),
    total: integer({ default: 0, minimum: 0 }),
    rows: integer({ default: 0, minimum: 0 }),
    flaws: json(Type.Array(Type.Record(Type.String(), Type.Unknown())), { optional: true }),
    by: text({ optional: true }),
  },
  rules: { admin: [can('read')] },
  archivable: false,
  history: false,
  customFields: false,
  title: 'by',
  views: { list: ['createdAt', 'by', 'status', 'rows'], menu: 'hidden' },
})

export const verify: LongJob = {
  async steps({ data, within, progress }) {
    const { id } = data as { id: string }
    const {
      flaws,
      rows,
      seals: done,
    } = await verifyChain(within, async (finished, total) => {
      await progress(finished, total)
      if (finished % 20 === 0)
        await within((scope) => scope.records(verifications).update(id, { done: finished, total }))
    })
    const status = flaws.length === 0 ? 'whole' : 'flawed'
    await within((scope) =>
      scope.records(verifications).update(id, { status, rows, done, total: done, flaws: [...flaws] as never }),
    )
  },
}

/** Asks for a verification; the record that comes back tells of it while it goes on. */
export const verifyRoute: RouteDefinition = {
  method: 'POST',
  path: '/verifications',
  access: { action: 'read', resource: seals.name },
  summary: 'audit:openapi.verify',
  run: ({ scope }) =>
    scope.asSystem('audit.verify', async (system) => {
      const made = await system.records(verifications).create({ by: scope.actor.label })
      await system.later('audit.verify', { id: made.id })
      return { id: made.id }
    }),
}
