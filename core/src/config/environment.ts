import { isAbsolute, resolve } from 'node:path'
import type { TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { BootError } from './boot-error.ts'
import { describeAllowed } from './environment-documentation.ts'
import { type EnvironmentValues, environmentSchema } from './environment-schema.ts'
import { findInstallation } from './installation.ts'
import { nearestName } from './nearest-name.ts'

export type Environment = Readonly<EnvironmentValues>

const prefix = 'GUILDHALL_'

/** The settings of this process, typed and frozen; the first that cannot be used is a BootError that names it. */
export function readEnvironment(given: Readonly<Record<string, string | undefined>>): Environment {
  refuseUnknown(Object.keys(given))
  const values: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(environmentSchema.properties) as [string, TSchema][]) {
    const value = readVariable(name, schema, given[name]?.trim())
    if (value !== undefined) values[name] = value
  }
  const environment = values as EnvironmentValues
  requirePair(environment, 'DATABASE_URL', 'DATABASE_OWNER_URL')
  requirePair(environment, 'DATABASE_OWNER_URL', 'DATABASE_URL')
  requirePair(environment, 'DATABASE_REPLICA_URL', 'DATABASE_URL')
  requirePair(environment, 'MAIL_IN_PORT', 'MAIL_IN_DOMAIN')
  requirePair(environment, 'MAIL_IN_DOMAIN', 'MAIL_IN_PORT')
  requirePair(environment, 'MAIL_IN_CERT', 'MAIL_IN_KEY')
  requirePair(environment, 'MAIL_IN_KEY', 'MAIL_IN_CERT')
  const folder = environment.GUILDHALL_DATA
  return Object.freeze({
    ...environment,
    GUILDHALL_DATA: isAbsolute(folder) ? folder : resolve(findInstallation(), folder),
  })
}

/** An empty variable counts as unset: that is how a shell and a compose file take one back. */
function readVariable(name: string, schema: TSchema, given: string | undefined): unknown {
  if (given === undefined || given === '') return structuredClone(schema.default)
  const value =
    schema.type === 'array'
      ? given
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean)
      : convert(schema, given)
  if (isAllowed(schema, value)) return value
  throw new BootError('boot.environment_invalid', {
    variable: name,
    given: schema.secret ? '(not shown)' : given,
    allowed: describeAllowed(schema),
  })
}

function convert(schema: TSchema, given: string): unknown {
  return schema.type === 'integer' && /^\d+$/.test(given) ? Number(given) : given
}

function isAllowed(schema: TSchema, value: unknown): boolean {
  if (Array.isArray(schema.enum)) return schema.enum.includes(value)
  return Value.Check(schema, value)
}

function refuseUnknown(names: readonly string[]): void {
  const known = Object.keys(environmentSchema.properties)
  const stranger = names.find((name) => name.startsWith(prefix) && !known.includes(name))
  if (stranger === undefined) return
  const near = nearestName(stranger, known)
  const all = known.filter((name) => name.startsWith(prefix)).join(', ')
  throw new BootError('boot.environment_unknown', {
    variable: stranger,
    suggestion: near ? `Did you mean ${near}?` : `The known ones are ${all}.`,
  })
}

function requirePair(environment: EnvironmentValues, given: keyof Environment, missing: keyof Environment): void {
  if (environment[given] !== undefined && environment[missing] === undefined) {
    throw new BootError('boot.environment_missing', { given, variable: missing })
  }
}
