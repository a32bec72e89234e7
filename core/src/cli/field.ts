import { addField, type Given, moveField } from '../custom-fields/change.ts'
import { createBody } from '../custom-fields/schemas.ts'
import { settleField } from '../custom-fields/settle.ts'
import { selectFields } from '../custom-fields/statements.ts'
import { bind } from '../database/statement.ts'
import { type CustomField, customKinds } from '../records/custom/definition.ts'
import type { Operation } from '../records/engine.ts'
import { transact } from '../records/transact.ts'
import { compileInput } from '../records/validate.ts'
import { fieldWords as words } from './field-words.ts'
import { inOffice } from './office.ts'
import { Refusal } from './refusal.ts'
import { required } from './tenant.ts'
import type { Verb } from './verb.ts'

const tenantOption = ['--tenant <slug>', words.tenant] as const
const fieldArgument = ['<field>', words.field] as const
type Options = Readonly<Record<string, string | boolean | undefined>>

export const fieldList: Verb = {
  name: 'field list',
  description: words.list,
  options: [[...tenantOption], ['--resource <name>', words.resource]],
  run: ({ options }) =>
    inTenant(options, async ({ context, unit }) => {
      const { resource = null } = options
      const [{ rows }] = await unit.run(bind(selectFields, context.tenant.id, resource))
      const lines = rows.map(({ resource, key, status, definition }) =>
        [
          `${resource}.${key}`.padEnd(40),
          definition.kind.padEnd(12),
          ...(status === 'archived' ? [words.archived] : []),
        ]
          .join(' ')
          .trimEnd(),
      )
      return { lines: lines.length > 0 ? lines : [words.none], data: rows }
    }),
}

export const fieldAdd: Verb = {
  name: 'field add',
  description: words.add,
  arguments: [[...fieldArgument]],
  options: [
    [...tenantOption],
    ['--kind <kind>', words.kind, customKinds],
    ['--label <text>', words.label],
    ['--choices <list>', words.choices],
    ['--target <resource>', words.target],
    ['--required', words.required],
    ['--unique', words.unique],
    ['--filterable', words.filterable],
    ['--searchable', words.searchable],
    ['--listed', words.listed],
  ],
  run: ({ args: [name = ''], options }) =>
    inTenant(options, async (operation) => {
      const { language } = operation.context.tenant
      const given = fieldOf(name, options, language)
      judge(given)
      const field = await addField(operation, given)
      return { lines: [words.added(name)], data: field, after: field }
    }),
}

export const fieldArchive: Verb = moving('archive', 'archived')
export const fieldRestore: Verb = moving('restore', 'active')

export const fieldVerbs: readonly Verb[] = [fieldList, fieldAdd, fieldArchive, fieldRestore]

function moving(verb: 'archive' | 'restore', status: CustomField['status'] & ('active' | 'archived')): Verb {
  return {
    name: `field ${verb}`,
    description: words[verb],
    arguments: [[...fieldArgument]],
    options: [[...tenantOption]],
    run: ({ args: [name = ''], options }) =>
      inTenant(options, async (operation) => {
        const { resource, key } = partsOf(name)
        const [{ rows }] = await operation.unit.run(bind(selectFields, operation.context.tenant.id, resource))
        const found = rows.find((field) => field.key === key)
        if (!found) throw new Refusal(words.unknown(name))
        const field = await moveField(operation, found.id, status)
        return { lines: [words.moved[verb](name)], data: field, after: field }
      }),
  }
}

interface Told {
  readonly lines: readonly string[]
  readonly data: unknown
  /** A field whose older records are gone through before the command ends. */
  readonly after?: CustomField
}

function inTenant({ tenant: slug }: Options, work: (operation: Operation) => Promise<Told>) {
  if (typeof slug !== 'string') throw new Refusal(words.tenantMissing)
  return inOffice(async ({ platform }) => {
    const { engine, tenancy } = platform
    const { id } = await required(tenancy, slug)
    const source = tenancy.asSystem(id, 'cli')
    const { lines, data, after } = await transact(engine, source, work)
    if (after) await settleField(engine, source, after)
    return { lines, data }
  })
}

function fieldOf(name: string, options: Options, language: string): Given {
  const { resource, key } = partsOf(name)
  const { kind = 'text', label, choices, target } = options
  const flags = ['required', 'unique', 'filterable', 'searchable', 'listed'].filter((flag) => options[flag] === true)
  return {
    resource,
    key,
    kind,
    labels: { [language]: String(label ?? key) },
    ...Object.fromEntries(flags.map((flag) => [flag, true])),
    ...(typeof target === 'string' && { target }),
    ...(typeof choices === 'string' && {
      choices: choices.split(',').map((value) => ({ value: value.trim(), labels: { [language]: value.trim() } })),
    }),
  }
}

const judge = compileInput(createBody)

function partsOf(name: string): { resource: string; key: string } {
  const [resource = '', key = '', more] = name.split('.')
  if (!resource || !key || more !== undefined) throw new Refusal(words.howNamed)
  return { resource, key }
}
