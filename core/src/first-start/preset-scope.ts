import type { Scope } from '@guildhall/sdk'

/** What the history says of everything a preset made. */
export const presetReason = 'presets.loaded'

/** A resource known by its name alone. */
export function recordsOf(scope: Scope, resource: string) {
  return scope.records({ name: resource, fields: {} } as never) as unknown as {
    list(options: object): Promise<({ id: string } & Readonly<Record<string, unknown>>)[]>
    first(options: object): Promise<{ id: string } | null>
    create(values: object): Promise<{ id: string }>
    update(id: string, changes: object): Promise<unknown>
    act(id: string, action: string, input: object): Promise<unknown>
  }
}
