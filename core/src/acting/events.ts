import { defineEvent, Type } from '@guildhall/sdk'

export const actingBegun = defineEvent('core.acting.begun', Type.Object({ id: Type.String() }))
