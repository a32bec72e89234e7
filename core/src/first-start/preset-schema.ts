import { archetypes, type Static, Type } from '@guildhall/sdk'
import { createBody } from '../custom-fields/schemas.ts'

const closed = { additionalProperties: false }
const key = Type.String({ minLength: 1, maxLength: 100 })
const moment = Type.String({ pattern: '^\\$(today|day)' })
const day = Type.String({ pattern: '^\\$today([+-]\\d+d)?$' })
const values = Type.Record(Type.String(), Type.Unknown())
/** A name, or one for each language it is said in. */
const said = Type.Union([Type.String(), Type.Record(Type.String(), Type.String())])

const roleRule = Type.Object(
  {
    action: Type.String(),
    where: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    fields: Type.Optional(Type.Array(Type.String())),
    inverted: Type.Optional(Type.Boolean()),
  },
  closed,
)

const step = Type.Object(
  {
    action: Type.String(),
    by: Type.Optional(key),
    at: Type.Optional(moment),
    input: Type.Optional(values),
  },
  closed,
)

/** The same again on many days. */
const each = Type.Object(
  {
    from: day,
    to: day,
    /** By ISO 8601; every day unless given. */
    weekdays: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1 })),
    /** Days between these, both included, are left out. */
    except: Type.Optional(Type.Array(Type.Tuple([day, day]))),
    /** Days that records made before are of: `holidays/on`. */
    exceptDaysOf: Type.Optional(Type.String({ pattern: '^[a-z-]+/[a-zA-Z]+$' })),
  },
  closed,
)

const record = Type.Object(
  {
    resource: Type.String(),
    key,
    by: Type.Optional(key),
    at: Type.Optional(moment),
    each: Type.Optional(each),
    values: Type.Optional(values),
    actions: Type.Optional(Type.Array(step)),
  },
  closed,
)

const person = Type.Object(
  {
    key,
    name: Type.String(),
    email: Type.String(),
    kind: Type.Union([Type.Literal('staff'), Type.Literal('client')]),
    roles: Type.Array(key),
    language: Type.Optional(Type.String()),
  },
  closed,
)

/** The business that a kind of business is shown with. */
const story = { people: Type.Array(person), records: Type.Array(record) }
export const storySchema = Type.Object(story, closed)

/** A whole kind of business as data; presets/README.md says what each part means. */
export const presetSchema = Type.Object(
  {
    name: key,
    tenant: Type.Object(
      {
        slug: Type.String(),
        name: Type.String(),
        zone: Type.String(),
        language: Type.String(),
        currency: Type.String(),
        weekStart: Type.Integer({ minimum: 1, maximum: 7 }),
      },
      closed,
    ),
    plugins: Type.Array(Type.String()),
    settings: Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown())),
    roles: Type.Array(
      Type.Object(
        {
          key,
          name: said,
          archetype: Type.Union(archetypes.map((archetype) => Type.Literal(archetype))),
          differences: Type.Optional(
            Type.Object(
              {
                add: Type.Array(Type.Object({ resource: Type.String(), rule: roleRule }, closed)),
                remove: Type.Array(Type.String()),
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
    /** What the business adds to resources; as `POST /api/fields` takes it. */
    fields: Type.Optional(Type.Array(createBody)),
    /** What it calls things: a file of words for each language, as `POST /api/vocabulary/:language/import` takes it. */
    words: Type.Optional(Type.Record(Type.String(), values)),
    /** What every business of this kind begins with, whoever works there. */
    setup: Type.Optional(Type.Array(record)),
    ...story,
  },
  closed,
)

export type Preset = Static<typeof presetSchema>
export type PresetRecord = Static<typeof record>
export type Said = Static<typeof said>
