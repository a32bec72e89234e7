import type { RouteAccess } from '@guildhall/sdk'
import type { FastifyRequest } from 'fastify'
import { readInTenant } from '../database/enter.ts'
import { installationHistory } from '../http/installation-history.ts'
import type { TranslatorOptions, Vocabulary } from '../i18n/vocabulary.ts'
import type { Installed } from '../plugins/host.ts'
import { maySwitch } from '../plugins/switching.ts'
import { type Context, entryOf } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import { repeating, transact } from '../records/transact.ts'
import { type Change, overtakeInstallation, ownWordsOf, pastOf, writeChanges } from './changes.ts'
import { administratorsOnly } from './errors.ts'
import { changeWords, viewOfTenant } from './tenant-words.ts'
import { type View, viewOf } from './view.ts'
import '../http/request.ts'

/** Where words can be changed: what one tenant says, or what the installation says to all of them. */
export interface Layer {
  readonly path: string
  readonly access: RouteAccess
  read(request: FastifyRequest, language: string): Promise<View>
  /** Writes what `plan` wants to change; all or nothing. */
  change(request: FastifyRequest, language: string, plan: (view: View) => readonly Change[]): Promise<View>
  /** For whom a preview speaks. */
  listener(request: FastifyRequest): Promise<{ translator: TranslatorOptions; currency: string; zone: string }>
}

export interface LayerDeps {
  readonly engine: Engine
  readonly installed: Installed
  readonly vocabulary: Vocabulary
}

/** Whoever may change every role of the tenant decides what it calls things, too. */
export function requireWords(context: Context): void {
  if (!maySwitch(context)) throw administratorsOnly()
}

/** What a tenant says in its own words. It counts at once: the change raises the tenant's epoch with it. */
export function tenantLayer({ engine, installed, vocabulary }: LayerDeps): Layer {
  const read: Layer['read'] = (request, language) =>
    repeating(engine, request.contextSource, async (context) => {
      const [{ rows }] = await readInTenant(engine.database, entryOf(context), [ownWordsOf('tenant', language)])
      requireWords(context)
      return viewOfTenant({ installed, vocabulary }, context, language, rows)
    })
  return {
    path: '/api/vocabulary',
    access: 'signedIn',
    read,
    async change(request, language, plan) {
      await transact(engine, request.contextSource, (operation) => {
        requireWords(operation.context)
        return changeWords({ installed, vocabulary }, operation, language, plan)
      })
      return read(request, language)
    },
    async listener(request) {
      const context = await request.contextSource(true)
      requireWords(context)
      const { tenant, zone } = context
      await vocabulary.load(tenant.id, tenant.epoch)
      return { translator: { tenant, zone }, currency: tenant.currency, zone }
    },
  }
}

/** What the installation says to every tenant that has no words of its own. For superadmins. */
export function installationLayer({ engine, vocabulary }: LayerDeps): Layer {
  const { database, clock } = engine
  const read = async (language: string) => {
    const [{ rows }] = await database.run([ownWordsOf('installation', language)])
    return viewOf({ vocabulary, language, own: rows, isTenants: false })
  }
  return {
    path: '/api/languages',
    access: 'superadmin',
    read: (_request, language) => read(language),
    async change(request, language, plan) {
      const changes = plan(await read(language))
      if (changes.length > 0) {
        const author = { at: clock.now(), by: request.signedIn?.userId ?? '' }
        const act = { kind: 'languages', action: 'update', ...pastOf(language, changes) }
        await database.run([
          ...writeChanges('installation', language, changes, author),
          ...overtakeInstallation(),
          ...(await installationHistory(request, act)),
        ])
        await vocabulary.refresh()
      }
      return read(language)
    },
    listener: async () => ({ translator: {}, currency: 'EUR', zone: 'UTC' }),
  }
}
