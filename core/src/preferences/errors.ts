import { defineError } from '@guildhall/sdk'

export const tooManyPreferences = defineError<{ limit: number }>('preferences.too_many', 409)
