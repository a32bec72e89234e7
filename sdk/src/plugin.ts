import type { Static, TSchema } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import type { EventToken } from './events.ts'
import type { Extension } from './extension.ts'
import type { Fields } from './fields/field.ts'
import type { FirstStep } from './first-steps.ts'
import type { PluginSetup } from './hooks.ts'
import type { Installation } from './installation.ts'
import type { MailIn } from './mail-in.ts'
import type { CheckDefinition, CommandDefinition } from './operations.ts'
import type { BringFile, KeptOutside } from './outside.ts'
import type { DeclaredResource } from './resource.ts'
import type { Scope } from './scope.ts'
import type { AdminPart } from './slots.ts'
import type { ResourceToken } from './token.ts'
import type { CheckedWidgets, WidgetDefinition } from './widgets.ts'
import type { Work } from './work.ts'

/** What every job says of itself. */
interface Scheduled {
  /** Five fields (minute hour day month weekday), in the tenant's zone; without it the job runs only when asked for. */
  readonly cron?: string
}

/** Work of one transaction: done wholly or not at all, and once. */
export interface ShortJob extends Scheduled {
  run(
    scope: Scope,
    job: { readonly data: unknown; progress(done: number, total: number): Promise<void> },
  ): Promise<void>
}

/** Work of several transactions, or with the network between them: done at least once. */
export interface LongJob extends Scheduled {
  steps(work: Work): Promise<void>
}

/** Work of the worker: on a schedule in the tenant's zone, or when asked for (`scope.later`). Run once at a time per tenant, or per lane. */
export type JobDefinition = ShortJob | LongJob

/** A place where other plugins may add something: what is added is judged by the schema. */
export interface ExtensionPoint<S extends TSchema = TSchema> {
  readonly name: string
  readonly schema: S
}

export function defineExtensionPoint<const S extends TSchema>(name: string, schema: S): ExtensionPoint<S> {
  return { name, schema }
}

export interface Contribution {
  readonly point: ExtensionPoint
  readonly value: unknown
}

/** Offers something to another plugin's extension point. Without that plugin it is simply not used. */
export function contribute<S extends TSchema>(point: ExtensionPoint<S>, value: Static<S>): Contribution {
  return { point, value }
}

/**
 * Who may call a route: everybody, everybody signed in, who runs the installation, or who holds an action on a resource.
 * The path of a `public` one holds `/:tenant`, the slug of the tenant that is meant; it is answered in a scope of the plugin there.
 */
export type RouteAccess = 'public' | 'signedIn' | 'superadmin' | { readonly action: string; readonly resource: string }

export interface RouteDefinition {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api/<plugin>`. */
  readonly path: `/${string}`
  readonly access: RouteAccess
  /** Whether a program may come here with a key; unless said, only where `access` is a right on a resource. */
  readonly keys?: 'accepted' | 'refused'
  /** `seen`: it only reads in its scope, so that a look in another's place is answered as he would be; `refused` unless given. */
  readonly seeAs?: 'seen' | 'refused'
  /** `apart`: it only reads, and may take long, so that it reads from the replica where there is one that has seen everything. */
  readonly reads?: 'apart'
  /** What is sent; without it nothing may be, except to a `public` route. */
  readonly body?: TSchema
  readonly query?: TSchema
  readonly response?: TSchema
  /** What it answers with: JSON unless given. For a page `run` gives a {@link Page}; a refusal is a page then too. */
  readonly gives?: 'page'
  readonly summary?: string
  run(request: {
    readonly scope: Scope
    readonly params: Readonly<Record<string, string>>
    readonly body: unknown
    readonly query: unknown
    /** The IP address, v4 or v6, that the request came from; behind a proxy only where the installation trusts it (`TRUST_PROXY`). */
    readonly from: string
  }): Promise<unknown>
}

export interface PluginOptions<S extends Fields = Fields> {
  /** Lower case; the namespace of its locale file, settings and events. A third party writes `<vendor>-<name>`. */
  readonly name: string
  readonly version?: string
  /** Plugins that must be installed and on. */
  readonly requires?: readonly string[]
  /** Plugins it works with when they are there. */
  readonly enhances?: readonly string[]
  readonly settings?: S
  readonly resources?: readonly DeclaredResource[]
  /** What it adds to resources of plugins it requires or enhances. */
  readonly extends?: readonly Extension[]
  readonly events?: readonly EventToken[]
  readonly widgets?: readonly WidgetDefinition[]
  /** What an administrator does first in a new tenant. */
  readonly firstSteps?: readonly FirstStep[]
  /** Screens of its own: what it draws in the backoffice beyond what is generated. */
  readonly admin?: AdminPart
  readonly jobs?: Readonly<Record<string, JobDefinition>>
  /** What `guildhall doctor` looks at besides, by name. */
  readonly checks?: Readonly<Record<string, CheckDefinition>>
  /** Verbs of the command line, by name. */
  readonly commands?: Readonly<Record<string, CommandDefinition>>
  readonly routes?: readonly RouteDefinition[]
  /**
   * Plain Fastify routes and hooks, for what `routes` cannot say; in a context of their own. Each route still says in
   * `config.access` who may call it, and is gone where the plugin is off. `request.within` opens scopes of whoever asks.
   */
  readonly fastify?: (app: FastifyInstance, installation: Installation) => Promise<void>
  readonly extensionPoints?: readonly ExtensionPoint[]
  readonly contributes?: readonly Contribution[]
  /** The resource that stores what `files()` fields point to. */
  readonly storesFiles?: ResourceToken
  /** How it keeps one that other plugins bring (`work.keepFile`). */
  readonly bringFile?: BringFile
  /** What it does with mail that is sent to a tenant. */
  readonly mailIn?: MailIn
  /** What it keeps of a tenant outside the database. */
  readonly keeps?: KeptOutside
  /** The folder with the plugin's frozen migrations; `migrations` beside its package.json unless given. */
  readonly migrations?: URL
  /**
   * The folder with the plugin's own words, `<language>/<name>.json`; `locales` beside its package.json unless given.
   * What the installation's `locales/` say stands over them.
   */
  readonly locales?: URL
  /** Called when a tenant switches it on, the first time and again: seeds what is missing, catches up on what was missed. */
  onEnable?(scope: Scope): Promise<void>
  onDisable?(scope: Scope): Promise<void>
  /** Gives the reason why an upgrade from an earlier version must not go on, or nothing. */
  refuseUpgrade?(from: string): string | undefined
  setup?(setup: PluginSetup): void
}

export interface Plugin extends PluginOptions {
  readonly kind: 'guildhall-plugin'
}

/** Declares a plugin: a value that contributes resources, hooks, events, jobs, widgets and routes. */
export function definePlugin<
  const S extends Fields,
  const W extends readonly WidgetDefinition[] = readonly WidgetDefinition[],
>(options: Omit<PluginOptions<S>, 'widgets'> & { readonly widgets?: W & CheckedWidgets<NoInfer<W>> }): Plugin {
  return { ...options, kind: 'guildhall-plugin' } as Plugin
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** `seen`: the route answers a look in another's place as it would answer him; `refused`: it cannot. */
    seeAs?: 'seen' | 'refused'
    /** Whether a program may come here with a key; unless said, only where a right on a resource is asked, which the key's scopes narrow. */
    keys?: 'accepted' | 'refused'
    /** Only the person himself may come here, nobody who acts for him. */
    acting?: 'refused'
    access?: RouteAccess
    /** The tenant may stand in the address (`?tenant=<slug>`): where a browser follows a link it sends no header. */
    tenantInAddress?: boolean
  }
  interface FastifyRequest {
    /** In the plain routes of a plugin: one transaction in a scope of whoever asks, committed when it comes back. */
    within<T>(work: (scope: Scope) => Promise<T>): Promise<T>
  }
}
