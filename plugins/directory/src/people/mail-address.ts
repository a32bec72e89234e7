import { companies } from '@guildhall/contract-directory'
import { defineError, type PluginSetup, type Scope } from '@guildhall/sdk'
import { people } from './people.ts'

export const companyAddress = defineError('directory.company_address', 422)
export const loginAddress = defineError('directory.login_address', 422)

/** A company receives mail and never signs in, so its address cannot be a login's, nor the other way round. */
export function keepAddressesApart({ before }: PluginSetup) {
  before.write(people, async ({ next, previous, scope }) => {
    if (isSame(next.email, previous?.email)) return
    if (await isCompanys(scope, next.email)) throw companyAddress({}, [{ path: 'email', code: companyAddress.code }])
  })
  before.write(companies, async ({ next, previous, scope }) => {
    if (!next.email || isSame(next.email, previous?.email)) return
    if (await isLogins(scope, next.email)) throw loginAddress({}, [{ path: 'email', code: loginAddress.code }])
  })
}

const isCompanys = (scope: Scope, address: string) =>
  scope.asSystem('directory.address', async (system) => {
    const found = await system.records(companies).list({ where: { email_like: address }, archived: 'with' })
    return found.some(({ email }) => isSame(email, address))
  })

const isLogins = (scope: Scope, address: string) =>
  scope.asSystem('directory.address', async (system) => {
    const found = await system.records(people).list({ where: { email_like: address }, archived: 'with' })
    return found.some(({ email }) => isSame(email, address))
  })

function isSame(one: string | null, other: string | null | undefined): boolean {
  return addressKey(one) === addressKey(other)
}

const addressKey = (address: string | null | undefined) => address?.trim().normalize('NFKC').toLowerCase() ?? null
