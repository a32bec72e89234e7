import { definePlugin, integer } from '@guildhall/sdk'
import { chain, commands, seal } from './chain/operations.ts'
import { retire } from './chain/retire.ts'
import { seals } from './chain/seals.ts'
import { verifications, verify, verifyRoute } from './chain/verifications.ts'
import { compareRoute, exportRoute, searchRoute, takeBackRoute } from './past/routes.ts'
import { slots } from './slots.ts'

export default definePlugin({
  name: 'audit',
  version: '0.1.0',
  resources: [seals, verifications],
  routes: [searchRoute, compareRoute, takeBackRoute, exportRoute, verifyRoute],
  settings: {
    /** For how many months the history is kept; 0 for ever. */
    keepMonths: integer({ default: 0, minimum: 0, maximum: 1200 }),
  },
  jobs: { seal, verify, retire },
  checks: { chain },
  commands,
  admin: { module: new URL('../dist/admin/index.js', import.meta.url), slots },
})
