import { holidays } from '@guildhall/contract-leave'
import { defineError, type RouteDefinition, type Scope, type Static, Type } from '@guildhall/sdk'
import { countriesIn, type Found, publicHolidays, regionsOf } from './calendars.ts'

const access = { action: 'create', resource: holidays.name } as const
const closed = { additionalProperties: false } as const
const named = Type.Array(Type.Object({ code: Type.String(), name: Type.String() }))
const country = Type.String({ pattern: '^[A-Z]{2}$' })
const region = Type.Optional(Type.String({ pattern: '^[A-Z0-9]{1,3}$' }))
const line = Type.Object({
  ...{ on: Type.String(), name: Type.String(), part: Type.String(), isSubstitute: Type.Boolean() },
  /** It was imported before. */
  isThere: Type.Boolean(),
})

const noCalendar = defineError('leave.no_calendar', 404)

const placesQuery = Type.Object({ country: Type.Optional(country) }, closed)
/** The countries whose calendars can be imported; with one, its regions. */
export const placesRoute: RouteDefinition = {
  ...{ method: 'GET', path: '/calendars', access, query: placesQuery, response: named },
  summary: 'leave:openapi.calendars',
  run({ scope, query }) {
    const asked = query as Static<typeof placesQuery>
    return asked.country ? regionsOf(asked.country, scope.language) : countriesIn(scope.language)
  },
}

const yearQuery = Type.Object({ country, region, year: Type.String({ pattern: '^20\\d\\d$' }) }, closed)
/** What an import of a year would bring. */
export const previewRoute: RouteDefinition = {
  ...{ method: 'GET', path: '/calendars/preview', access, query: yearQuery, response: Type.Array(line) },
  summary: 'leave:openapi.preview',
  async run({ scope, query }) {
    const asked = query as Static<typeof yearQuery>
    const found = await calendarOf(scope, { ...asked, year: Number(asked.year) })
    const known = await knownAmong(scope, found)
    return found.map((one) => ({ ...one, isThere: known.has(originOf(one)) }))
  },
}

const importBody = Type.Object(
  {
    ...{ country, region, year: Type.Integer({ minimum: 2000, maximum: 2099 }) },
    /** The dates to take; all of the year unless given. */
    dates: Type.Optional(Type.Array(Type.String({ format: 'date' }), { maxItems: 200 })),
  },
  closed,
)
/** Imports what is not there yet; what was imported before and changed stays as it is. */
export const importRoute: RouteDefinition = {
  ...{ method: 'POST', path: '/calendars/import', access, body: importBody },
  response: Type.Object({ imported: Type.Integer() }),
  summary: 'leave:openapi.import',
  async run({ scope, body }) {
    const { dates, ...asked } = body as Static<typeof importBody>
    return { imported: await importHolidays(scope, asked, dates) }
  },
}

export async function importHolidays(scope: Scope, asked: Asked, dates?: readonly string[]): Promise<number> {
  const found = (await calendarOf(scope, asked)).filter(({ on }) => !dates || dates.includes(on))
  const known = await knownAmong(scope, found)
  const fresh = found.filter((one) => !known.has(originOf(one)))
  for (const one of fresh)
    await scope.records(holidays).create({ ...one, origin: originOf(one), source: 'imported' } as never)
  return fresh.length
}

interface Asked {
  readonly country: string
  readonly region?: string | undefined
  readonly year: number
}

async function calendarOf({ tenant }: Scope, { country, region = undefined, year }: Asked): Promise<Found[]> {
  const found = await publicHolidays({ country, region: region ?? null, year }, tenant.language)
  if (found.length === 0) throw noCalendar()
  return found
}

async function knownAmong(scope: Scope, found: readonly Found[]): Promise<ReadonlySet<string | null>> {
  const there = await scope.records(holidays).list({ where: { origin_in: found.map(originOf) } })
  return new Set(there.map(({ origin }) => origin))
}

/** Two of a date may be two holidays, so the name tells which. */
const originOf = ({ country, region, on, name }: Found) => [country, region ?? '-', on, name].join(' ').slice(0, 200)
