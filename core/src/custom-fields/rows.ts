import type { RawRow } from '../database/statement.ts'
import type { CustomDefinition, CustomField } from '../records/custom/definition.ts'

export const fieldColumns = 'id, resource, key, status, position, definition, ready, version'

export function fieldOfRow([id, resource, key, status, position, definition, ready, version]: RawRow): CustomField {
  return {
    id: String(id),
    resource: String(resource),
    key: String(key),
    status: status as CustomField['status'],
    position: Number(position),
    definition: JSON.parse(definition ?? '{}') as CustomDefinition,
    ready: ready === 't',
    version: Number(version),
  }
}
