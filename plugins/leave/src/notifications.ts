import {
  leaveApproved,
  leaveKinds,
  leaveRejected,
  leaveRequested,
  leaveRequests,
  leaveRevoked,
} from '@guildhall/contract-leave'
import { tellOf } from '@guildhall/contract-notifications'
import type { Scope } from '@guildhall/sdk'
import { people } from './people.ts'

const placeholders = { person: 'text', kind: 'text', from: 'date', to: 'date', reason: 'text' } as const
const about = leaveRequests
const channels = ['app', 'mail', 'push']

/** What people are told of leave, where the notifications plugin is there to tell it. */
export const kinds = [
  tellOf('leave.requested', {
    ...{ event: leaveRequested, about, texts: textsOf('requested'), channels, placeholders, values },
    record: ({ event }) => event.payload.id,
    async to({ scope, event }) {
      const request = await scope.records(leaveRequests).find(event.payload.id)
      if (request?.status !== 'pending') return []
      return request.approver ? [request.approver] : administrators(scope)
    },
  }),
  tellOf('leave.approved', {
    ...{ event: leaveApproved, about, texts: textsOf('approved'), channels, placeholders, values },
    record: ({ event }) => event.payload.id,
    to: ['person'],
  }),
  tellOf('leave.rejected', {
    ...{ event: leaveRejected, about, texts: textsOf('rejected'), channels, placeholders, values },
    record: ({ event }) => event.payload.id,
    to: ['person'],
  }),
  tellOf('leave.revoked', {
    ...{ event: leaveRevoked, about, texts: textsOf('revoked'), channels, placeholders, values },
    record: ({ event }) => event.payload.id,
    to: ['person'],
  }),
]

function textsOf(kind: string) {
  const key = (part: string) => `leave:notifications.${kind}.${part}`
  return { label: key('label'), title: key('title'), text: key('text') }
}

/** As the reader may know it: who may not know the kind is told none. */
async function values({ scope, record }: { scope: Scope; record: Readonly<Record<string, unknown>> }) {
  const { person, kind, startsOn, endsOn, reason } = record
  return {
    person: typeof person === 'string' ? ((await scope.records(people).find(person))?.name ?? null) : null,
    kind: typeof kind === 'string' ? ((await scope.records(leaveKinds).find(kind))?.name ?? null) : null,
    ...{ from: startsOn, to: endsOn, reason },
  }
}

/** Who decides where there is no superior. */
async function administrators(scope: Scope): Promise<string[]> {
  const where = { status: 'active', 'roles.archetype': 'admin' } as const
  const found = await scope.asSystem('leave.administrators', (system) =>
    system.records(people).list({ where, limit: 50 }),
  )
  return found.map(({ id }) => id)
}
