import {
  answerFile,
  answerSheet,
  type Cell,
  type RouteDefinition,
  resourceToken,
  type Scope,
  type Static,
  Type,
  text,
} from '@guildhall/sdk'
import { monthOf, type SheetDay, timeOfDay } from './month.ts'
import { paperOf } from './paper.ts'

const people = resourceToken('people', { name: text() })
const closed = { additionalProperties: false } as const
const month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' })
const person = Type.Optional(Type.String({ format: 'uuid' }))
const query = Type.Object({ month, person }, closed)
const form = Type.Unsafe<'pdf' | 'xlsx' | 'csv'>({ type: 'string', enum: ['pdf', 'xlsx', 'csv'] })
const fileQuery = Type.Object({ month, person, format: form }, closed)
const orNull = Type.Union([Type.String(), Type.Null()])
const access = { action: 'read', resource: 'attendances' } as const

const day = Type.Object({
  day: Type.String(),
  firstIn: orNull,
  lastOut: orNull,
  breaks: Type.Integer(),
  present: Type.Integer(),
  worked: Type.Integer(),
  away: Type.Array(Type.Object({ label: Type.String(), sign: Type.String(), half: Type.Optional(Type.String()) })),
})

/** The attendance sheet of a month: one's own unless another is named whom one may read. */
export const sheetRoutes: RouteDefinition[] = [
  {
    ...{ method: 'GET', path: '/sheet', access, seeAs: 'seen', summary: 'time-tracking:openapi.sheet' },
    query,
    response: Type.Object({ person: Type.String(), name: orNull, days: Type.Array(day) }),
    async run({ scope, query: asked }) {
      const wish = asked as Static<typeof query>
      const who = await readerOf(scope, wish.person)
      return { person: who.id, name: who.name, days: await monthOf(scope, who.id, wish.month) }
    },
  },
  {
    ...{ method: 'GET', path: '/sheet/file', access, summary: 'time-tracking:openapi.sheetFile' },
    query: fileQuery,
    async run({ scope, query: asked }) {
      const wish = asked as Static<typeof fileQuery>
      const who = await readerOf(scope, wish.person)
      const days = await monthOf(scope, who.id, wish.month)
      const name = `${scope.t('time-tracking:sheet.title')} ${who.name} ${wish.month}`
      if (wish.format === 'pdf')
        return answerFile({
          name: `${name}.pdf`,
          type: 'application/pdf',
          content: paperOf(scope, await scope.look(), { name: who.name, month: wish.month, days }),
        })
      return answerSheet({
        name,
        form: wish.format,
        labels: columns.map((one) => scope.t(`time-tracking:sheet.${one}`)),
        rows: [days.map((one) => cellsOf(scope, one))],
      })
    },
  },
]

const columns = ['day', 'firstIn', 'lastOut', 'breaks', 'present', 'worked', 'away'] as const

function cellsOf(scope: Scope, { day: date, firstIn, lastOut, breaks, present, worked, away }: SheetDay): Cell[] {
  const time = (seconds: number): Cell => (seconds > 0 ? { kind: 'duration', seconds } : null)
  return [
    { kind: 'date', text: date },
    clock(scope, firstIn),
    clock(scope, lastOut),
    time(breaks),
    time(present),
    time(worked),
    { kind: 'text', text: away.map(({ label }) => label).join(', ') },
  ]
}

const clock = (scope: Scope, instant: string | null): Cell =>
  instant ? { kind: 'plain', text: timeOfDay(scope, instant) } : null

/** Whom the reader may not read is not there. */
async function readerOf(scope: Scope, given: string | undefined): Promise<{ id: string; name: string }> {
  const { id, name } = await scope.records(people).get(given ?? scope.me ?? '')
  return { id, name }
}
