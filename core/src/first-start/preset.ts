import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { archetypes, type Static, Type } from '@guildhall/sdk'
import { Value } from '@sinclair/typebox/value'
import { BootError } from '../config/boot-error.ts'
import { createBody } from '../custom-fields/schemas.ts'

const closed = { additionalProperties: false }
const key = Type.String({ minLength: 1, maxLength: 100 })
const moment = Type.String({ pattern: '^\\$today' })

const roleRule = Type.Object(
  {
    action: Type.String(),
    where: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    fields: Type.Optional(Type.Array(Type.String())),
    inverted: Type.Optional(Type.Boolean()),
  },
  closed,
)

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
          name: Type.String(),
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
    people: Type.Array(
      Type.Object(
        {
          key,
          name: Type.String(),
          email: Type.String(),
          kind: Type.Union([Type.Literal('staff'), Type.Literal('client')]),
          roles: Type.Array(key),
          language: Type.Optional(Type.String()),
        },
        closed,
      ),
    ),
    records: Type.Array(
      Type.Object(
        {
          resource: Type.String(),
          key,
          by: Type.Optional(key),
          at: Type.Optional(moment),
          values: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
          actions: Type.Optional(
            Type.Array(
              Type.Object(
                {
                  action: Type.String(),
                  by: Type.Optional(key),
                  at: Type.Optional(moment),
                  input: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
                },
                closed,
              ),
            ),
          ),
        },
        closed,
      ),
    ),
  },
  closed,
)

export type Preset = Static<typeof presetSchema>

/** @throws BootError when there is none of this name, or the file is not one */
export function readPreset(folder: URL, name: string): Preset {
  const file = fileURLToPath(new URL(`${name}.json`, folder))
  if (!/^[a-z0-9-]+$/.test(name) || !existsSync(file)) {
    throw new BootError('boot.preset_unknown', { name, known: listPresets(folder).join(', ') || 'none' })
  }
  const preset: unknown = parse(file)
  const [problem] = Value.Errors(presetSchema, preset)
  if (problem)
    throw new BootError('boot.preset_invalid', { file, reason: `${problem.path || '/'}: ${problem.message}` })
  return preset as Preset
}

export function listPresets(folder: URL): string[] {
  const path = fileURLToPath(folder)
  if (!existsSync(path)) return []
  return readdirSync(path)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new BootError('boot.preset_invalid', { file, reason: (error as Error).message })
  }
}
