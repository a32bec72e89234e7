import { defineError } from '@guildhall/sdk'

/** The tenant is here, and was not deleted. */
export const tenantExists = defineError<{ name: string; slug: string }>('archives.tenant_exists', 409)
export const tablesMissing = defineError<{ tables: string }>('archives.tables_missing', 409)
export const tooMany = defineError('archives.too_many', 429)
