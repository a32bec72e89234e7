import { prepare } from '../database/statement.ts'
import { linkColumns, linkWidth, readLink } from './link.ts'

export const mostLinks = 100

export const selectLinks = prepare(
  `select ${linkColumns} from guildhall.links l where l.tenant_id = $1::uuid order by l.created_at, l.id limit ${mostLinks}`,
  readLink,
)
export const selectLink = prepare(
  `select ${linkColumns}, encode(l.private_key, 'base64') from guildhall.links l where l.tenant_id = $1::uuid and l.id = $2::uuid`,
  (row) => ({ link: readLink(row), sealed: Buffer.from(String(row[linkWidth]), 'base64') }),
)
export const insertLink = prepare(
  `insert into guildhall.links as l (tenant_id, id, name, url, remote_slug, remote_name, key_id, private_key, state, succeeded_at, created_at, actor_id)
   select $1::uuid, $2::uuid, $3, $4, $5, $6, $7::uuid, $8::bytea, 'working', $9::timestamptz, $9::timestamptz, $10::uuid
   where (select count(*) from guildhall.links x where x.tenant_id = $1::uuid) < ${mostLinks}
   returning ${linkColumns}`,
  readLink,
)
export const renameLink = prepare(
  `update guildhall.links l set name = $3 where l.tenant_id = $1::uuid and l.id = $2::uuid returning ${linkColumns}`,
  readLink,
)
export const deleteLink = prepare(
  `delete from guildhall.links l where l.tenant_id = $1::uuid and l.id = $2::uuid returning ${linkColumns}`,
  readLink,
)
/** Working on is written down once a minute. */
export const noteSuccess = prepare(
  `update guildhall.links set state = 'working', succeeded_at = $3::timestamptz where tenant_id = $1::uuid and id = $2::uuid
   and (state <> 'working' or succeeded_at is null or succeeded_at < $3::timestamptz - interval '1 minute')`,
)
export const noteFailure = prepare(
  `update guildhall.links set state = $4, failed_at = $3::timestamptz, failure = $5 where tenant_id = $1::uuid and id = $2::uuid`,
)
