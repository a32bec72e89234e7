import { prepare, type RawRow } from '../database/statement.ts'
import { asInstant, asInstantOrNull } from '../records/codec.ts'

export type Kind = 'copy' | 'erasure'
export type State = 'asked' | 'waiting' | 'running' | 'done' | 'withdrawn' | 'refused' | 'failed'

/** What somebody asked for about what is kept of a person. */
export interface Request {
  readonly id: string
  readonly kind: Kind
  readonly resource: string
  readonly recordId: string
  readonly state: State
  readonly askedBy: string
  readonly askedByName: string
  readonly isOwn: boolean
  readonly decidedBy: string | null
  readonly userId: string | null
  readonly heirId: string | null
  readonly reason: string | null
  readonly answer: string | null
  readonly error: string | null
  readonly language: string
  readonly zone: string
  readonly askedAt: string
  readonly dueAt: string
  readonly runAt: string | null
  readonly againAt: string | null
  readonly finishedAt: string | null
  readonly expiresAt: string | null
  readonly bytes: number | null
  readonly done: number
  readonly total: number
  readonly counts: Readonly<Record<string, number>>
}

const columns = `r.id, r.kind, r.resource, r.record_id, r.state, r.asked_by, a.label, r.is_own, r.decided_by, r.user_id, r.heir_id, r.reason, r.answer,
  r.error, r.language, r.zone, r.asked_at, r.due_at, r.run_at, r.again_at, r.finished_at, r.expires_at, r.bytes, r.done, r.total, r.counts`

function decode(row: RawRow): Request {
  const [id, kind, resource, recordId, state, askedBy, label, isOwn, decidedBy, userId, heirId, ...rest] = row
  const [reason, answer, error, language, zone, askedAt, dueAt, runAt, againAt, finishedAt, expiresAt, ...figures] =
    rest
  const [bytes, done, total, counts] = figures
  return {
    id: String(id),
    kind: kind as Kind,
    resource: String(resource),
    recordId: String(recordId),
    state: state as State,
    askedBy: String(askedBy),
    askedByName: label ?? '',
    isOwn: isOwn === 't',
    decidedBy: decidedBy ?? null,
    userId: userId ?? null,
    heirId: heirId ?? null,
    reason: reason ?? null,
    answer: answer ?? null,
    error: error ?? null,
    language: String(language),
    zone: String(zone),
    askedAt: asInstant(String(askedAt)),
    dueAt: asInstant(String(dueAt)),
    runAt: asInstantOrNull(runAt),
    againAt: asInstantOrNull(againAt),
    finishedAt: asInstantOrNull(finishedAt),
    expiresAt: asInstantOrNull(expiresAt),
    bytes: bytes == null ? null : Number(bytes),
    done: Number(done),
    total: Number(total),
    counts: JSON.parse(counts ?? '{}') as Record<string, number>,
  }
}

const select = (rest: string) =>
  prepare(
    `select ${columns} from guildhall.privacy_requests r left join guildhall.actors a on a.tenant_id = r.tenant_id and a.id = r.asked_by
     where r.tenant_id = $1::uuid ${rest}`,
    decode,
  )

export const selectRequest = select('and r.id = $2::uuid')
export const selectAll = select('order by r.asked_at desc, r.id desc limit $2::int offset $3::int')
export const countAll = prepare(
  'select count(*) from guildhall.privacy_requests where tenant_id = $1::uuid',
  ([count]) => Number(count),
)
/** What concerns a person, and what was made for him. */
export const selectOwn = select('and r.record_id = $2::uuid order by r.asked_at desc, r.id desc limit 50')
export const copiesSince = prepare(
  `select count(*) from guildhall.privacy_requests where tenant_id = $1::uuid and kind = 'copy' and record_id = $2::uuid and asked_at > $3::timestamptz`,
  ([count]) => Number(count),
)

export const insertRequest = prepare(
  `insert into guildhall.privacy_requests (tenant_id, id, kind, resource, record_id, state, asked_by, is_own, decided_by, user_id, heir_id,
     reason, language, zone, asked_at, due_at, run_at)
   values ($1::uuid, $2::uuid, $3, $4, $5::uuid, $6, $7::uuid, $8::boolean, $9::uuid, $10::uuid, $11::uuid, $12, $13, $14, $15::timestamptz,
     $15::timestamptz + interval '1 month', $16::timestamptz)`,
)
export const decide = prepare(
  `update guildhall.privacy_requests set state = $3, decided_by = $4::uuid, answer = $5, heir_id = coalesce($6::uuid, heir_id), run_at = $7::timestamptz,
     error = null, finished_at = case when $3 in ('withdrawn', 'refused') then $8::timestamptz end
   where tenant_id = $1::uuid and id = $2::uuid and state = any($9::text[]) returning id`,
  ([id]) => String(id),
)
export const selectPart = prepare(
  'select bytes from guildhall.privacy_parts where tenant_id = $1::uuid and request_id = $2::uuid and part = $3::int',
  ([bytes]) => Buffer.from(String(bytes).slice(2), 'hex'),
)
