import { type BoundStatement, bind, prepare, type RawRow } from '../database/statement.ts'
import { asInstantOrNull } from '../records/codec.ts'
import type { ResourceModel } from '../records/model.ts'
import type { TableRow } from './files/table.ts'
import type { Sheet, Target } from './mapping.ts'
import type { RowResult } from './part.ts'

export type State =
  | 'uploaded'
  | 'checking'
  | 'checked'
  | 'running'
  | 'done'
  | 'refused'
  | 'cancelled'
  | 'failed'
  | 'undoing'
  | 'undone'

export type Phase = 'check' | 'run' | 'undo'

export interface Counts {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly refused: number
}

export interface Import {
  readonly id: string
  readonly actorId: string
  readonly actor: string
  readonly userId: string | null
  readonly state: State
  readonly whole: boolean
  readonly sheets: readonly Sheet[]
  readonly counts: Partial<Counts>
  /** Parts that are written for good. */
  readonly parts: number
  readonly done: number
  readonly total: number
  readonly stopping: boolean
  readonly error: string | null
  readonly createdAt: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly expiresAt: string
}

const columns = `i.id, i.actor_id, coalesce(a.label, ''), i.user_id, i.state, i.whole, i.sheets, i.counts, i.parts, i.done, i.total, i.stopping, i.error,
  i.created_at, i.started_at, i.finished_at, i.expires_at`
const source = 'guildhall.imports i left join guildhall.actors a on a.tenant_id = i.tenant_id and a.id = i.actor_id'

function decode(row: RawRow): Import {
  const [id, actorId, actor, userId, state, whole, sheets, counts, parts, done, total, stopping, error, ...moments] =
    row
  const [createdAt, startedAt, finishedAt, expiresAt] = moments.map(asInstantOrNull)
  return {
    id: String(id),
    actorId: String(actorId),
    actor: String(actor),
    userId: userId ?? null,
    state: state as State,
    whole: whole === 't',
    sheets: JSON.parse(String(sheets)) as Sheet[],
    counts: JSON.parse(String(counts)) as Partial<Counts>,
    parts: Number(parts),
    done: Number(done),
    total: Number(total),
    stopping: stopping === 't',
    error: error ?? null,
    createdAt: createdAt ?? '',
    startedAt: startedAt ?? null,
    finishedAt: finishedAt ?? null,
    expiresAt: expiresAt ?? '',
  }
}

export const selectImport = prepare(
  `select ${columns} from ${source} where i.tenant_id = $1::uuid and i.id = $2::uuid`,
  decode,
)
export const selectImports = prepare(
  `select ${columns} from ${source} where i.tenant_id = $1::uuid and ($2::uuid is null or i.actor_id = $2::uuid)
   order by i.id desc limit $3::int offset $4::int`,
  decode,
)
export const countImports = prepare(
  'select count(*) from guildhall.imports where tenant_id = $1::uuid and ($2::uuid is null or actor_id = $2::uuid)',
  ([count]) => Number(count),
)
export const countOpen = prepare(
  `select count(*) from guildhall.imports where tenant_id = $1::uuid and actor_id = $2::uuid and expires_at > $3::timestamptz
   and state in ('uploaded', 'checking', 'checked', 'running', 'undoing')`,
  ([count]) => Number(count),
)
export const insertImport = prepare(
  `insert into guildhall.imports (tenant_id, id, actor_id, user_id, state, sheets, created_at, expires_at)
   values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, 'uploaded', '[]', $5::timestamptz, $6::timestamptz)`,
)
/** What it is to hold and mean; what was found out before holds no longer. */
export const setSheets = prepare(
  `update guildhall.imports set sheets = $3::jsonb, total = $4::bigint, state = 'uploaded', counts = '{}', error = null, done = 0, parts = 0
   where tenant_id = $1::uuid and id = $2::uuid and state in ('uploaded', 'checked', 'refused', 'failed', 'cancelled') and parts = 0 returning id`,
)
export const insertPart = prepare(
  `insert into guildhall.import_parts (tenant_id, import_id, sheet, part, first, rows)
   values ($1::uuid, $2::uuid, $3::int, $4::int, $5::int, $6::jsonb)`,
)
export const selectPart = prepare(
  'select rows from guildhall.import_parts where tenant_id = $1::uuid and import_id = $2::uuid and sheet = $3::int and part = $4::int',
  ([rows]) =>
    (JSON.parse(String(rows)) as [number, ...TableRow['cells']][]).map(
      ([number, ...cells]): TableRow => ({ number, cells }),
    ),
)
/** Tells the planner how the tables of an import have grown. */
const stock = prepare('select guildhall.take_stock($1::text[])')
/** @param done how many parts are written: it is looked at after the first, and whenever they are four times as many */
export function takeStock({ qualified, fields }: ResourceModel, done: number): BoundStatement[] {
  if (!Number.isInteger(Math.log2(done) / 2)) return []
  const links = [...fields.values()].flatMap(({ link }) => (link ? [link.qualified] : []))
  return [bind(stock, ['guildhall.external_ids', qualified, ...links])]
}
/** Takes the step from one state to another, if it is open. */
export const advance = prepare(
  `update guildhall.imports set state = $3, whole = $4::boolean, stopping = false, error = null, done = 0, started_at = null, finished_at = null,
     parts = case when $3 = 'undoing' then 0 else parts end
   where tenant_id = $1::uuid and id = $2::uuid and state = any($5::text[]) returning id`,
)
export const begin = prepare(
  'update guildhall.imports set started_at = coalesce(started_at, $3::timestamptz) where tenant_id = $1::uuid and id = $2::uuid',
)
/** Says how far it is, and asks whether to go on. */
export const tellDone = prepare(
  'update guildhall.imports set done = $3::bigint where tenant_id = $1::uuid and id = $2::uuid returning stopping',
  ([stopping]) => stopping === 't',
)
/** A part is written for good, once. */
export const keepPart = prepare(
  `update guildhall.imports set parts = parts + 1, done = $4::bigint, counts = $5::jsonb
   where tenant_id = $1::uuid and id = $2::uuid and parts = $3::int returning stopping`,
  ([stopping]) => stopping === 't',
)
export const finish = prepare(
  `update guildhall.imports set state = $3, counts = coalesce($4::jsonb, counts), error = $5, finished_at = $6::timestamptz, done = case when $3 in ('failed', 'cancelled') then done else total end
   where tenant_id = $1::uuid and id = $2::uuid and state in ('checking', 'running', 'undoing')`,
)
/** Who has not begun stops at once, who is at it when he has done with a part. */
export const stop = prepare(
  `update guildhall.imports set stopping = true, state = case when started_at is null then 'cancelled' else state end
   where tenant_id = $1::uuid and id = $2::uuid and state in ('checking', 'running') returning id`,
)
export const deleteImport = prepare(
  `delete from guildhall.imports where tenant_id = $1::uuid and id = $2::uuid and parts = 0
   and state in ('uploaded', 'checked', 'refused', 'cancelled', 'failed') returning id`,
)
export const clearResults = prepare(
  'delete from guildhall.import_results where tenant_id = $1::uuid and import_id = $2::uuid and phase = $3',
)
export const insertResult = prepare(
  `insert into guildhall.import_results (tenant_id, import_id, phase, sheet, part, refused, results)
   values ($1::uuid, $2::uuid, $3, $4::int, $5::int, $6::int, $7::jsonb)`,
)
export const selectResult = prepare(
  `select results from guildhall.import_results where tenant_id = $1::uuid and import_id = $2::uuid and phase = $3 and sheet = $4::int and part = $5::int`,
  ([results]) => JSON.parse(String(results)) as RowResult[],
)
/** Parts of which rows were refused. */
export const refusedParts = prepare(
  `select sheet, part, refused from guildhall.import_results where tenant_id = $1::uuid and import_id = $2::uuid and phase = $3 and refused > 0
   order by sheet, part`,
  ([sheet, part, refused]) => ({ sheet: Number(sheet), part: Number(part), refused: Number(refused) }),
)
export const selectLabels = prepare(
  'select label, target from guildhall.import_labels where tenant_id = $1::uuid and resource = $2',
  ([label, target]) => [String(label), target ? (JSON.parse(target) as Target | null) : null] as const,
)
export const learnLabels = prepare(
  `insert into guildhall.import_labels (tenant_id, resource, label, target, changed_at)
   select $1::uuid, $2, l.label, l.target, $5::timestamptz from unnest($3::text[], $4::jsonb[]) as l(label, target)
   on conflict (tenant_id, resource, label) do update set target = excluded.target, changed_at = excluded.changed_at`,
)
