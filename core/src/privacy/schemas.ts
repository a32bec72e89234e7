import { Type } from '@guildhall/sdk'

const text = Type.Union([Type.String(), Type.Null()])
const uuid = Type.String({ format: 'uuid' })

export const requestSchema = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  state: Type.String(),
  resource: Type.String(),
  record: Type.String(),
  /** What the person is called; nothing where his card is gone. */
  name: text,
  askedBy: Type.String(),
  isOwn: Type.Boolean(),
  /** Whether whoever asks may fetch the file now. */
  isMine: Type.Boolean(),
  reason: text,
  answer: text,
  error: text,
  askedAt: Type.String(),
  dueAt: Type.String(),
  runAt: text,
  againAt: text,
  finishedAt: text,
  expiresAt: text,
  bytes: Type.Union([Type.Integer(), Type.Null()]),
  done: Type.Integer(),
  total: Type.Integer(),
  counts: Type.Record(Type.String(), Type.Integer()),
})

const line = { resource: Type.String(), plugin: Type.String(), count: Type.Integer() }
export const planSchema = Type.Object({
  graceDays: Type.Integer(),
  erased: Type.Array(Type.Object({ ...line, fields: Type.Array(Type.String()) })),
  anonymised: Type.Array(Type.Object(line)),
  kept: Type.Array(Type.Object({ ...line, until: Type.String() })),
  login: Type.Union([
    Type.Object({
      sessions: Type.Integer(),
      keys: Type.Integer(),
      views: Type.Integer(),
      isLast: Type.Boolean(),
      isSuperadmin: Type.Boolean(),
    }),
    Type.Null(),
  ]),
  held: Type.Array(Type.Object(line)),
})

export const idSchema = Type.Object({ id: Type.String() })
export const idParams = Type.Object({ id: uuid })
const closed = { additionalProperties: false }
const why = Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' })
const days = Type.Optional(Type.Integer({ minimum: 0, maximum: 365 }))
const heir = Type.Optional(uuid)
const card = { resource: Type.String({ maxLength: 100 }), record: uuid }

export const listQuery = Type.Object({ range: Type.Optional(Type.String()) }, closed)
export const cardQuery = Type.Object(card, closed)
export const copyBody = Type.Object(
  { ...card, to: Type.Optional(Type.Unsafe<'person' | 'asker'>({ type: 'string', enum: ['person', 'asker'] })) },
  closed,
)
export const erasureBody = Type.Object({ ...card, reason: why, heir, days }, closed)
export const ownCopyBody = Type.Object({}, closed)
export const ownErasureBody = Type.Object({ reason: why, everywhere: Type.Optional(Type.Boolean()) }, closed)
export const acceptBody = Type.Object({ heir, days }, closed)
export const refuseBody = Type.Object({ answer: why }, closed)
