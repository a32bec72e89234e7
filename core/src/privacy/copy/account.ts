import type pg from 'pg'

export interface Section {
  readonly name: string
  readonly rows: () => AsyncIterable<Readonly<Record<string, unknown>>>
}

interface Question {
  readonly name: string
  /** $1 is the tenant, $2 his cards among the people, $3 his user. */
  readonly text: string
  /** Tells of his login wherever he uses it: for nobody but himself. */
  readonly isHisAlone?: boolean
}

/** What the core keeps of somebody beside records; never a secret, nor what opens one. */
const questions: readonly Question[] = [
  {
    name: 'account',
    text: 'select email, login, name, language, zone, superadmin, active, created_at from guildhall.users where id = $3 and $1::uuid is not null and $2::uuid[] is not null',
    isHisAlone: true,
  },
  {
    name: 'roles',
    text: `select p.name as person, r.name as role, r.archetype from guildhall.people__roles l join guildhall.roles r on r.tenant_id = l.tenant_id and r.id = l.target_id
      join guildhall.people p on p.tenant_id = l.tenant_id and p.id = l.owner_id where l.tenant_id = $1 and l.owner_id = any ($2::uuid[]) and ($3::uuid is null or true) order by 1, 2`,
  },
  {
    name: 'sessions',
    text: 'select created_at, seen_at, ended_at, ended_by, ip, agent from guildhall.sessions where user_id = $3 and $1::uuid is not null and $2::uuid[] is not null order by created_at desc',
    isHisAlone: true,
  },
  {
    name: 'sign-ins',
    text: 'select at, event, ip, agent, way from guildhall.login_journal where user_id = $3 and tenant_id = $1 and $2::uuid[] is not null order by id desc',
  },
  {
    name: 'sign-ins-elsewhere',
    text: 'select at, event, ip, agent, way from guildhall.login_journal where user_id = $3 and tenant_id is distinct from $1 and $2::uuid[] is not null order by id desc',
    isHisAlone: true,
  },
  {
    name: 'second-factor',
    text: 'select created_at, confirmed_at from guildhall.authenticators where user_id = $3 and $1::uuid is not null and $2::uuid[] is not null',
    isHisAlone: true,
  },
  {
    name: 'linked-providers',
    text: `select p.label as provider, l.email, l.linked_at, l.used_at from guildhall.provider_links l join guildhall.providers p on p.id = l.provider_id
      where l.user_id = $3 and $1::uuid is not null and $2::uuid[] is not null order by l.linked_at`,
    isHisAlone: true,
  },
  {
    name: 'passkeys',
    text: 'select name, created_at, used_at, stopped_at from guildhall.passkeys where user_id = $3 and $1::uuid is not null and $2::uuid[] is not null order by created_at',
    isHisAlone: true,
  },
  {
    name: 'registration',
    text: `select email, name, status, created_at, verified_at, decided_at, reason, consented_at, consent from guildhall.registrations
      where tenant_id = $1 and person_id = any ($2::uuid[]) and ($3::uuid is null or true) order by created_at`,
  },
  {
    name: 'keys',
    text: `select name, scopes, created_at, expires_at, used_at, used_from, revoked_at from guildhall.api_keys where tenant_id = $1 and user_id = $3
      and $2::uuid[] is not null order by created_at`,
  },
  {
    name: 'preferences',
    text: 'select key, value, changed_at from guildhall.preferences where tenant_id = $1 and actor_id = any ($2::uuid[]) and ($3::uuid is null or true) order by key',
  },
  {
    name: 'saved-views',
    text: 'select resource, name, shared, content, created_at from guildhall.saved_views where tenant_id = $1 and owner_id = any ($2::uuid[]) and ($3::uuid is null or true) order by resource, name',
  },
  {
    name: 'acted-for-him',
    text: `select began_at, ended_at, reason from guildhall.actings where tenant_id = $1 and person_id = any ($2::uuid[]) and ($3::uuid is null or true) order by began_at`,
  },
  {
    name: 'requests',
    text: `select kind, state, is_own, reason, answer, asked_at, due_at, finished_at from guildhall.privacy_requests
      where tenant_id = $1 and record_id = any ($2::uuid[]) and ($3::uuid is null or true) order by asked_at`,
  },
]

export interface Account {
  readonly pool: pg.Pool
  readonly tenantId: string
  readonly people: readonly string[]
  /** He gets it himself. */
  readonly isForHim: boolean
}

/** In portions by place, so that a long journal is never whole in memory. */
const portion = 500

export async function accountSections({ pool, tenantId, people, isForHim }: Account): Promise<Section[]> {
  if (people.length === 0) return []
  const { rows } = await pool.query<{ user_id: string }>(
    'select user_id from guildhall.memberships where tenant_id = $1 and person_id = any ($2::uuid[])',
    [tenantId, people],
  )
  const userId = rows[0]?.user_id ?? null
  return questions
    .filter(({ isHisAlone }) => isForHim || !isHisAlone)
    .map(({ name, text }) => ({
      name,
      async *rows() {
        for (let from = 0; ; from += portion) {
          const page = await pool.query(`${text} limit ${portion} offset ${from}`, [tenantId, people, userId])
          yield* page.rows
          if (page.rows.length < portion) return
        }
      },
    }))
}
