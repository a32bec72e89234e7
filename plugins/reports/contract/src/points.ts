import { defineExtensionPoint, type Static, Type } from '@guildhall/sdk'
import { condition } from './definition.ts'

const closed = { additionalProperties: false } as const
const key = Type.String({ pattern: '^[a-z][a-z0-9-]*:.+$' })
const field = Type.String()

/** What can be reported on: the records of a resource, with what its references lead to. Rows and fields are those the reader may read. */
export const dataset = Type.Object(
  {
    /** Unique in its plugin; from outside it is `<plugin>.<name>`. */
    name: Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }),
    resource: Type.String(),
    /** What it is called; as the resource's noun unless given. */
    title: Type.Optional(key),
    /** Fields behind references: `project.client`. The resource's own are all there. */
    follow: Type.Optional(Type.Array(field)),
    /** The date or instant that a period means unless another is chosen. */
    date: Type.Optional(field),
    /** What a new report shows. */
    columns: Type.Optional(Type.Array(field)),
    /** Which records are meant at all. */
    conditions: Type.Optional(Type.Array(condition)),
    /** Fields that say whose a record is, by the resource they point to: what is sent to somebody outside is narrowed to his. */
    parties: Type.Optional(Type.Record(Type.String(), field)),
  },
  closed,
)
export type Dataset = Static<typeof dataset>

const counted = Type.Array(condition)

/** How a metric is reckoned. `share` is the part of the second that is also the first; `count` how many meet the conditions. */
const formula = Type.Union([
  Type.Object({ share: Type.Tuple([counted, counted]) }, closed),
  Type.Object({ count: counted }, closed),
])

/** A figure with a name, of a dataset. What it means may change: the versions stay, and old reports show theirs. */
export const metric = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }),
    /** `<plugin>.<name>` */
    dataset: Type.String(),
    /** Its name. */
    title: key,
    /**
     * The field that says whose figure it is, where it judges people: everybody sees his own; those of others are made of records that the
     * reader may manage.
     */
    person: Type.Optional(field),
    /** Below so many records (of the second, of a share) it says nothing: too few data. */
    least: Type.Optional(Type.Integer({ minimum: 1 })),
    /** The latest last. `since` is the date from which the definition holds, `tells` says in words how it is reckoned. */
    versions: Type.Array(
      Type.Object(
        {
          version: Type.Integer({ minimum: 1 }),
          since: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
          formula,
          tells: key,
        },
        closed,
      ),
      { minItems: 1 },
    ),
  },
  closed,
)
export type Metric = Static<typeof metric>

export const datasets = defineExtensionPoint('reports.datasets', dataset)
export const metrics = defineExtensionPoint('reports.metrics', metric)
