import type { CatalogueResource } from './rights.ts'
import { follow, type Speech } from './sentence.ts'

/** A comparison that was not as a rule wants it; see core/src/access/explain.ts. */
export interface Unmet {
  readonly path: string
  readonly operator: string
  readonly negated: boolean
  readonly expected?: { readonly value: unknown; readonly written?: string }
  readonly actual?: unknown
}

/** “Status is: closed.” What stands in the way, as far as the reader may know it. */
export function unmetText({ path, actual }: Unmet, resource: CatalogueResource, speech: Speech): string {
  const { fields } = follow(path, resource, speech.resource)
  const field = fields.at(-1)
  const name = fields.map((one) => speech.label(one)).join(' › ') || path
  const values = [actual ?? []].flat().map((value) => {
    if (field?.values) return speech.choice(field, String(value))
    return field?.target ? speech.named(field.target, String(value)) : String(value)
  })
  if (actual === undefined) return speech.translate('pages.roles.unmet.unseen', { path: name })
  if (values.length === 0) return speech.translate('pages.roles.unmet.empty', { path: name })
  return speech.translate('pages.roles.unmet.actual', { path: name, value: speech.list(values, 'and') })
}
