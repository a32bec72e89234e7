import { prepare } from '../database/statement.ts'
import { fieldColumns, fieldOfRow } from './rows.ts'

const here = 'tenant_id = $1::uuid'

export const selectFields = prepare(
  `select ${fieldColumns} from guildhall.custom_fields where ${here} and status <> 'deleted' and ($2::text is null or resource = $2)
   order by resource, position, id`,
  fieldOfRow,
)
export const holdField = prepare(
  `select ${fieldColumns} from guildhall.custom_fields where ${here} and id = $2::uuid and status <> 'deleted' for no key update`,
  fieldOfRow,
)
export const countFields = prepare(
  `select count(*) from guildhall.custom_fields where ${here} and resource = $2 and status <> 'deleted'`,
  ([count]) => Number(count),
)
export const insertField = prepare(
  `insert into guildhall.custom_fields (tenant_id, id, resource, key, position, definition, ready, created_at, updated_at)
   select $1::uuid, $2::uuid, $3, $4, coalesce(max(f.position), 0) + 1, $5::jsonb, $6::boolean, $7::timestamptz, $7::timestamptz
   from guildhall.custom_fields f where f.tenant_id = $1::uuid and f.resource = $3
   on conflict (tenant_id, resource, key) do nothing returning ${fieldColumns}`,
  fieldOfRow,
)
/** `since` is this transaction: who began before it may not have kept the field's rows. */
export const updateField = prepare(
  `update guildhall.custom_fields set definition = $3::jsonb, status = $4, ready = $5::boolean,
     since = case when $6::boolean then pg_current_xact_id() else since end, version = version + 1, updated_at = $7::timestamptz
   where ${here} and id = $2::uuid returning ${fieldColumns}`,
  fieldOfRow,
)
export const placeField = prepare(
  `update guildhall.custom_fields set position = $3::int where ${here} and id = $2::uuid and resource = $4`,
)
export const forgetRows = prepare(`delete from guildhall.custom_values where ${here} and field_id = $2::uuid`)
export const forgetKeys = prepare(`delete from guildhall.custom_keys where ${here} and field_id = $2::uuid`)
