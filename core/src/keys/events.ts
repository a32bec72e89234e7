import { defineEvent, Type } from '@guildhall/sdk'

const about = Type.Object({ id: Type.String() })

export const keyCreated = defineEvent('core.key.created', about)
export const keyRevoked = defineEvent('core.key.revoked', about)
