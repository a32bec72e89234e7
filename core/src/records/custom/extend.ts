import {
  boolean,
  date,
  decimal,
  email,
  enumeration,
  type Field,
  instant,
  integer,
  money,
  phone,
  Type,
  text,
  url,
} from '@guildhall/sdk'
import type { FieldModel, Registry, ResourceModel } from '../model.ts'
import { type CustomDefinition, type CustomField, customPrefix, slotOf } from './definition.ts'

/** The resources of one tenant: those of the installation, with the fields it added. */
export function withCustomFields(base: Registry, fields: readonly CustomField[]): Registry {
  const byResource = Map.groupBy(
    fields.filter(({ status }) => status !== 'deleted'),
    ({ resource }) => resource,
  )
  const models = new Map(base.models)
  for (const [name, own] of byResource) {
    const model = base.models.get(name)
    if (model) models.set(name, extendedModel(model, own, base))
  }
  const registry: Registry = {
    models,
    capable: base.capable,
    model: (resource) => models.get(resource) ?? base.model(resource),
  }
  return registry
}

function extendedModel(model: ResourceModel, own: readonly CustomField[], base: Registry): ResourceModel {
  const active = own
    .filter(({ status, definition }) => status === 'active' && isReachable(definition, base))
    .toSorted((a, b) => a.position - b.position)
    .map(fieldModel)
  return {
    ...model,
    fields: new Map([...model.fields, ...active.map((field) => [field.name, field] as const)]),
    custom: {
      fields: active,
      retired: own.filter(({ status }) => status === 'archived').map(({ key }) => customPrefix + key),
      isSearched: active.some(({ definition }) => definition.searchable),
    },
  }
}

const isReachable = ({ target }: CustomDefinition, base: Registry) => target === undefined || base.models.has(target)

function fieldModel({ id, key, definition, ready }: CustomField): FieldModel {
  const { kind, unique, searchable, multiline, choices } = definition
  const slot = slotOf(definition)
  return {
    name: customPrefix + key,
    kind,
    columns: [],
    definition: {
      ...fieldOf(definition),
      optional: true,
      ...(unique && { unique }),
      ...(searchable && { searchable }),
      ...(multiline && { multiline }),
    },
    custom: {
      id,
      key,
      slot,
      isReady: slot !== null && ready,
      required: definition.required === true,
      archivedChoices: new Set(choices?.filter(({ archived }) => archived).map(({ value }) => value)),
      definition,
    },
  }
}

/** The same field as a plugin would declare it. */
export function fieldOf(definition: CustomDefinition): Field {
  const { kind, minimum, maximum, maxLength, scale, target, choices = [], multiline } = definition
  const limits = { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) }
  const values = choices.map(({ value }) => value)
  const made = (): Field => {
    switch (kind) {
      case 'text':
        return text({ ...(maxLength && { maxLength }), ...(multiline && { multiline }) })
      case 'email':
        return email()
      case 'phone':
        return phone()
      case 'url':
        return url()
      case 'integer':
        return integer(limits)
      case 'decimal':
        return decimal({ ...limits, scale: scale ?? 2 })
      case 'money':
        return money(limits) as Field
      case 'boolean':
        return boolean()
      case 'date':
        return date()
      case 'instant':
        return instant()
      case 'enumeration':
        return enumeration(values)
      case 'choices':
        return { kind, values, schema: Type.Array(enumeration(values).schema, { uniqueItems: true }) }
      case 'ref':
        return { kind, target: target ?? '', schema: Type.String({ format: 'uuid' }) }
    }
  }
  return { ...made(), ...(definition.default !== undefined && { default: definition.default }) }
}
