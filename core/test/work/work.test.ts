import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  can,
  contribute,
  defineEvent,
  defineExtensionPoint,
  definePlugin,
  defineResource,
  everyEvent,
  text,
  Type,
  type Work,
} from '@guildhall/sdk'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTable } from '../../src/records/tables/ddl.ts'
import { tablesOf } from '../../src/records/tables/tables.ts'
import { createTestPlatform, type TestPlatform } from '../../testing/index.ts'

const rung = defineEvent('bells.bell.rung', Type.Object({ id: Type.String() }))
const tones = defineExtensionPoint('bells.tones', Type.Object({ hertz: Type.Number() }))
const bells = defineResource('bells', {
  fields: { name: text() },
  rules: { admin: [can('manage')], worker: [can('read')] },
})
