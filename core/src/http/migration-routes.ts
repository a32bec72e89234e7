import { defineError, Type } from '@guildhall/sdk'
import type { FastifyPluginCallback, FastifyRequest } from 'fastify'
import { BootError } from '../config/boot-error.ts'
import {
  type DefinedSource,
  type Migration,
  MigrationsRunning,
  migrationStates,
  runMigrations,
} from '../database/migrations/index.ts'
import type { Engine } from '../records/engine.ts'
import { installationHistory } from './installation-history.ts'
import { noBody } from './no-body.ts'

const running = defineError('migrations.running', 409)
const changed = defineError('migrations.changed', 409)
const missing = defineError('migrations.missing', 409)
const outOfOrder = defineError('migrations.out_of_order', 409)
const upgradeRefused = defineError('migrations.upgrade_refused', 409)
/** Nothing of it was kept. */
const failed = defineError('migrations.failed', 409)
const invalidFiles = defineError('migrations.invalid', 409)

export interface MigrationDeps {
  readonly engine: Engine
  readonly appUrl: string
  readonly ownerUrl: string
  /** Read anew each time: a release may have been unpacked since the start. */
  sources(): readonly DefinedSource[]
}

/** What the database has and still needs, and running it. For superadmins. */
export function migrationRoutes({ engine, appUrl, ownerUrl, sources }: MigrationDeps): FastifyPluginCallback {
  const { database, clock } = engine

  return (app, _options, done) => {
    const route = (name: string, response: object, body?: object) => ({
      config: { access: 'superadmin' as const },
      schema: {
        tags: ['migrations'],
        operationId: `${name}Migrations`,
        summary: `core:openapi.migrations.${name}`,
        ...(body && { body }),
        response: { 200: response },
      },
    })
    app.get('/api/migrations', route('list', Type.Array(pluginSchema)), () =>
      refusing(() => migrationStates(ownerUrl, sources())),
    )
    app.post('/api/migrations/run', route('run', ranSchema, noBody), async (request) => {
      const ran = await refusing(() =>
        runMigrations({
          ownerUrl,
          appUrl,
          sources: sources(),
          wait: false,
          log: request.log,
          now: () => new Date(clock.now()),
        }),
      )
      await remember(request, ran)
      return { ran }
    })
    done()
  }

  async function remember(request: FastifyRequest, ran: readonly Migration[]): Promise<void> {
    if (ran.length === 0) return
    const after = { migrations: ran.map(({ plugin, name, checksum }) => ({ plugin, name, checksum })) }
    const statements = await installationHistory(request, { kind: 'migrations', action: 'run', after })
    if (statements.length > 0) await database.run(statements)
  }
}

const refusals = {
  'boot.migration_changed': changed,
  'boot.migration_missing': missing,
  'boot.migration_order': outOfOrder,
  'boot.migration_failed': failed,
  'boot.upgrade_refused': upgradeRefused,
} as const

/** What would stop a start is told as a refusal: the server runs on as it was. */
async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof MigrationsRunning) throw running()
    if (!(error instanceof BootError)) throw error
    const refusal = refusals[error.code as keyof typeof refusals]
    throw refusal ? refusal({ ...error.params }) : invalidFiles({ ...error.params, reason: error.line })
  }
}
const state = Type.Unsafe({ type: 'string', enum: ['applied', 'pending', 'changed', 'missing'] })
const pluginSchema = Type.Object({
  plugin: Type.String(),
  version: Type.String(),
  migratedTo: Type.Unsafe({ type: ['string', 'null'] }),
  migrations: Type.Array(
    Type.Object({
      plugin: Type.String(),
      name: Type.String(),
      state,
      checksum: Type.String(),
      appliedAt: Type.Unsafe({ type: ['string', 'null'] }),
    }),
  ),
})
const ranSchema = Type.Object({
  ran: Type.Array(Type.Object({ plugin: Type.String(), name: Type.String(), checksum: Type.String() })),
})
