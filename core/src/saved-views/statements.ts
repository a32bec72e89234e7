import { prepare, type RawRow } from '../database/statement.ts'

export interface ViewContent {
  readonly kind: string
  readonly filter: Readonly<Record<string, unknown>>
  readonly sort: readonly [field: string, order: 'ASC' | 'DESC'] | null
  readonly columns: readonly string[] | null
}

/** A way of looking at a list, as it is kept. */
export interface SavedView extends ViewContent {
  readonly id: string
  readonly ownerId: string
  readonly resource: string
  readonly name: string
  readonly shared: boolean
  readonly version: number
}

const columns = 'id, owner_id, resource, name, shared, version, content'

/** What somebody may see at all: his own and what is shared. */
const visible = 'tenant_id = $1::uuid and (owner_id = $2::uuid or shared)'

export const selectViews = prepare(
  `select ${columns} from guildhall.saved_views where ${visible} and ($3::text is null or resource = $3)
   order by shared, lower(name), id`,
  decode,
)
export const selectView = prepare(
  `select ${columns} from guildhall.saved_views where ${visible} and id = $3::uuid for update`,
  decode,
)
export const countViews = prepare(
  'select count(*) from guildhall.saved_views where tenant_id = $1::uuid and owner_id = $2::uuid',
  ([count]) => Number(count),
)
export const insertView = prepare(
  `insert into guildhall.saved_views (tenant_id, id, owner_id, resource, name, shared, content, created_at, updated_at)
   values ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6::boolean, $7::jsonb, $8::timestamptz, $8::timestamptz)
   on conflict do nothing returning ${columns}`,
  decode,
)
export const nameTaken = prepare(
  `select 1 from guildhall.saved_views where tenant_id = $1::uuid and owner_id = $2::uuid and resource = $3
   and guildhall.email_key(name) = guildhall.email_key($4) and id <> $5::uuid`,
)
export const updateView = prepare(
  `update guildhall.saved_views set name = $3, shared = $4::boolean, content = $5::jsonb, version = version + 1, updated_at = $6::timestamptz
   where tenant_id = $1::uuid and id = $2::uuid returning ${columns}`,
  decode,
)
export const deleteView = prepare('delete from guildhall.saved_views where tenant_id = $1::uuid and id = $2::uuid')

function decode([id, ownerId, resource, name, shared, version, content]: RawRow): SavedView {
  return {
    id: String(id),
    ownerId: String(ownerId),
    resource: String(resource),
    name: String(name),
    shared: shared === 't',
    version: Number(version),
    ...(JSON.parse(String(content)) as ViewContent),
  }
}
