import { type RouteDefinition, Type } from '@guildhall/sdk'
import { requireMe } from '../preferences/me.ts'
import { notifications } from './notifications.ts'

const most = 1000

/** All that one has not read is read. */
export const inboxRoutes: RouteDefinition[] = [
  {
    ...{ method: 'POST', path: '/read-all', access: 'signedIn', summary: 'notifications:openapi.readAll' },
    response: Type.Object({ count: Type.Integer() }),
    async run({ scope }) {
      requireMe(scope)
      const unread = await scope.records(notifications).list({ where: { readAt_null: true }, limit: most })
      for (const { id } of unread) await scope.records(notifications).act(id, 'markRead')
      return { count: unread.length }
    },
  },
]
