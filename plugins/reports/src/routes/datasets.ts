import type { RouteDefinition, Scope, Static } from '@guildhall/sdk'
import { datasetsOf, metricsOf } from '../offers.ts'
import { type Catalogue, catalogueOf } from '../query/fields.ts'
import { isGroupable, isReckonable } from '../query/plan.ts'
import { reports } from '../reports/reports.ts'
import { datasetsSchema } from './schemas.ts'

/** What the reader can build a report of. */
export const datasetsRoute: RouteDefinition = {
  method: 'GET',
  path: '/datasets',
  access: { action: 'read', resource: reports.name },
  summary: 'reports:openapi.datasets',
  response: datasetsSchema,
  run: async ({ scope }) =>
    datasetsOf(scope)
      .flatMap((dataset) => catalogueOf(scope, dataset) ?? [])
      .map((catalogue) => described(scope, catalogue)),
}

function described(scope: Scope, { dataset, label, fields }: Catalogue): Static<typeof datasetsSchema>[number] {
  return {
    id: dataset.id,
    label,
    resource: dataset.resource,
    columns: (dataset.columns ?? []).filter((path) => fields.has(path)),
    parties: Object.keys(dataset.parties ?? {}).filter((resource) => scope.may(resource, 'read')),
    date: dataset.date && fields.has(dataset.date) ? dataset.date : null,
    fields: [...fields.values()].map((field) => ({
      path: field.path,
      label: field.label,
      kind: field.kind,
      isGroupable: isGroupable(field),
      isReckonable: isReckonable(field),
      ...(field.values && { values: [...field.values] }),
      ...(field.target && {
        target: field.target.resource,
        targets: [field.target, ...(field.others ?? [])].map(({ resource }) => resource),
      }),
    })),
    metrics: metricsOf(scope, dataset.id).flatMap(({ id, title, versions }) => {
      const latest = versions.at(-1)
      if (!latest) return []
      return [
        {
          id,
          label: scope.t(title),
          formula: scope.t(latest.tells),
          version: latest.version,
          since: latest.since,
        },
      ]
    }),
  }
}
