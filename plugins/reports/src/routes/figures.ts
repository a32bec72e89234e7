import { type RouteDefinition, type Static, Type } from '@guildhall/sdk'
import { type Each, figuresOf } from '../figures/figures.ts'
import { reports } from '../reports/reports.ts'
import { figuresSchema } from './schemas.ts'

const query = Type.Object(
  {
    each: Type.Optional(Type.String({ pattern: '^(week|month)$' })),
    /** Of whom: a person's id, or `me`. */
    person: Type.Optional(Type.String({ pattern: '^(me|[0-9a-f-]{36})$' })),
  },
  { additionalProperties: false },
)

/** The figures with a name that plugins offer: how it stands, how that is reckoned, and how it was. */
export const figuresRoute: RouteDefinition = {
  method: 'GET',
  path: '/figures',
  access: { action: 'read', resource: reports.name },
  reads: 'apart',
  seeAs: 'seen',
  summary: 'reports:openapi.figures',
  query,
  response: figuresSchema,
  async run({ scope, query: given }) {
    const { each = 'month', person } = given as Static<typeof query>
    const of = person === 'me' ? scope.me : (person ?? null)
    return figuresOf(scope, each as Each, of) as Promise<Static<typeof figuresSchema>>
  },
}
