import { email, phone, type RouteDefinition, type Static, Type } from '@guildhall/sdk'
import { similarTo } from './similar.ts'
import { searchClients, searchCompanies } from './watch.ts'

const similarQuery = Type.Object(
  {
    phone: Type.Optional(Type.Unsafe<string>(phone().schema)),
    email: Type.Optional(Type.Unsafe<string>(email().schema)),
  },
  { additionalProperties: false },
)

const response = Type.Array(
  Type.Object({
    resource: Type.String(),
    id: Type.String(),
    name: Type.String(),
    by: Type.Array(Type.Union([Type.Literal('phone'), Type.Literal('email')])),
  }),
)

/** Asked while a form is being filled in, before anything is saved. */
export const similarRoute: RouteDefinition = {
  method: 'GET',
  path: '/similar',
  access: { action: 'create', resource: 'clients' },
  query: similarQuery,
  response,
  async run({ scope, query }) {
    const { phone, email } = query as Static<typeof similarQuery>
    const one = { phones: phone ? [phone] : [], email: email ?? null }
    const clients = await similarTo(one, searchClients(scope))
    const companies = await similarTo(one, searchCompanies(scope))
    return [
      ...clients.map((found) => ({ resource: 'clients', ...found })),
      ...companies.map((found) => ({ resource: 'companies', ...found })),
    ]
  },
}
