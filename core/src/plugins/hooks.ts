import type {
  ActContext,
  AfterHooks,
  AfterWriteContext,
  BeforeHooks,
  CopyPart,
  CreateContext,
  Fields,
  PersonContext,
  PersonHooks,
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

/** What a plugin does about a person as a whole. */
export interface PersonHook {
  readonly copying?: (context: PersonContext) => readonly CopyPart[] | Promise<readonly CopyPart[]>
  readonly erasing?: (context: PersonContext) => void | Promise<void>
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
  /** Those about a person, of plugins that are off, too: what they keep is still there. */
  readonly person: readonly PersonHook[]
  /** The verbs of a plugin's setup. */
  verbsFor(plugin: string): { before: BeforeHooks; after: AfterHooks; person: PersonHooks }
}

export function createHookRegistry(): HookRegistry {
  const hooks = new Map<string, Registered[]>()
  const none: readonly Hook<never>[] = []
  const person: PersonHook[] = []

  function registerPerson(entry: PersonHook): () => void {
    person.push(entry)
    return () => void person.splice(person.indexOf(entry), 1)
  }

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
    person,
    find(point, resource, plugins, action) {
      const registered = hooks.get(action === undefined ? `${point} ${resource}` : `${point} ${resource} ${action}`)
      if (!registered) return none as never
      return registered.filter(({ plugin }) => plugins.has(plugin)).map(({ hook }) => hook) as never
    },
    verbsFor: (plugin) => ({
      before: verbs(plugin, 'before') as unknown as BeforeHooks,
      after: verbs(plugin, 'after') as unknown as AfterHooks,
      person: {
        copying: (copying) => registerPerson({ copying }),
        erasing: (erasing) => registerPerson({ erasing }),
      },
    }),
  }
}
