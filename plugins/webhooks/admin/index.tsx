import { defineAdmin } from '@guildhall/admin-ui'

export default defineAdmin({ slots: {} })
