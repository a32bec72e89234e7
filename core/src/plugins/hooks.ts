import type {
  ActContext,
  AfterHooks,
  AfterWriteContext,
  BeforeHooks,
  CreateContext,
  Fields,
  RecordContext,
  UpdateContext,
  WriteContext,
} from '@guildhall/sdk'

interface HookContexts {
  'before.create': CreateContext<Fields>
  'before.update': UpdateContext<Fields>
  'before.write': WriteContext<Fields>
  'before.delete': RecordContext<Fields>
  'before.action': ActContext<Fields>
  'after.create': RecordContext<Fields>
  'after.update': AfterWriteContext<Fields>
  'after.write': AfterWriteContext<Fields>
  'after.delete': RecordContext<Fields>
  'after.action': ActContext<Fields>
}

export type HookPoint = keyof HookContexts
export type Hook<P extends HookPoint = HookPoint> = (context: HookContexts[P]) => unknown

interface Registered {
  readonly plugin: string
  readonly hook: Hook<never>
}

/** Hooks by point, resource and action, in the order of the plugins. Those of a plugin that is off for the tenant are passed over. */
export interface HookRegistry {
  find<P extends HookPoint>(
    point: P,
    resource: string,
    plugins: ReadonlySet<string>,
    action?: string,
  ): readonly Hook<P>[]
  /** The two verbs of a plugin's setup. */
  verbsFor(plugin: string): { before: BeforeHooks; after: AfterHooks }
}

export function createHookRegistry(): HookRegistry {
  const hooks = new Map<string, Registered[]>()
  const none: readonly Hook<never>[] = []

  function register(plugin: string, point: string, hook: Hook<never>): () => void {
    const entry = { plugin, hook }
    hooks.set(point, [...(hooks.get(point) ?? []), entry])
    return () => {
      hooks.set(
        point,
        (hooks.get(point) ?? []).filter((other) => other !== entry),
      )
    }
  }

  function verbs(plugin: string, when: 'before' | 'after') {
    const verb = (name: string) => (resource: { name: string }, hook: Hook<never>) =>
      register(plugin, `${when}.${name} ${resource.name}`, hook)
    return {
      create: verb('create'),
      update: verb('update'),
      write: verb('write'),
      delete: verb('delete'),
      action: (resource: { name: string }, action: string, hook: Hook<never>) =>
        register(plugin, `${when}.action ${resource.name} ${action}`, hook),
    }
  }

  return {
    find(point, resource, plugins, action) {
      const registered = hooks.get(action === undefined ? `${point} ${resource}` : `${point} ${resource} ${action}`)
      if (!registered) return none as never
      return registered.filter(({ plugin }) => plugins.has(plugin)).map(({ hook }) => hook) as never
    },
    verbsFor: (plugin) => ({
      before: verbs(plugin, 'before') as unknown as BeforeHooks,
      after: verbs(plugin, 'after') as unknown as AfterHooks,
    }),
  }
}
