import { definePlugin } from '@guildhall/sdk'
import { chain, commands, seal } from './chain/operations.ts'
import { seals } from './chain/seals.ts'
import { verifications, verify, verifyRoute } from './chain/verifications.ts'
import { compareRoute, exportRoute, searchRoute, takeBackRoute } from './past/routes.ts'
import { slots } from './slots.ts'

export default definePlugin({
  name: 'audit',
  version: '0.1.0',
  resources: [seals, verifications],
  routes: [searchRoute, compareRoute, takeBackRoute, exportRoute, verifyRoute],
  jobs: { seal, verify },
  checks: { chain },
  commands,
  admin: { module: new URL('../dist/admin/index.js', import.meta.url), slots },
})
