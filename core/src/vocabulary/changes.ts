import { type BoundStatement, bind, prepare } from '../database/statement.ts'
import { type Entry, type Forms, idOf, keyOfForm } from '../i18n/lexicon.ts'
import { asInstant } from '../records/codec.ts'
import type { OwnWord, View } from './view.ts'

/** What an entry is to say in a layer; null takes the layer's words back. */
export interface Change {
  readonly entry: Entry
  readonly before: Forms | null
  readonly after: Forms | null
}

/** What is wanted, or nothing where it is so already. Words that say what would be said without them are none. */
export function changeTo(view: View, entry: Entry, wanted: Forms | null): Change | undefined {
  const before = view.own(entry) ?? null
  const after = wanted && !isSame(wanted, view.below(entry)) ? wanted : null
  return isSame(before ?? {}, after ?? {}) ? undefined : { entry, before, after }
}

/** As the history keeps it. */
export function pastOf(language: string, changes: readonly Change[]): { before: object; after: object } {
  const side = (name: 'before' | 'after') => ({
    language,
    words: Object.fromEntries(changes.map((change) => [idOf(change.entry), change[name]])),
  })
  return { before: side('before'), after: side('after') }
}

const ownWord = ([language, namespace, key, value, at, by, label]: readonly (string | null)[]) =>
  ({
    language,
    namespace,
    key,
    value,
    changedAt: asInstant(String(at)),
    changedBy: by && label ? { id: by, label } : null,
  }) as OwnWord

const tables = {
  tenant: {
    read: prepare(
      `select w.language, w.namespace, w.key, w.value, w.changed_at, a.id, a.label from guildhall.word_overrides w
       left join guildhall.actors a on a.tenant_id = w.tenant_id and a.id = w.changed_by where w.language = $1`,
      ownWord,
    ),
    clear: prepare(
      `delete from guildhall.word_overrides w using unnest($2::text[], $3::text[]) as given(namespace, key)
       where w.language = $1 and w.namespace = given.namespace and w.key = given.key`,
    ),
    put: prepare(
      `insert into guildhall.word_overrides (tenant_id, language, namespace, key, value, changed_at, changed_by)
       select $7::uuid, $1, given.*, $5::timestamptz, $6::uuid from unnest($2::text[], $3::text[], $4::text[]) as given
       on conflict (tenant_id, language, namespace, key) do update
         set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
    ),
  },
  installation: {
    read: prepare(
      `select w.language, w.namespace, w.key, w.value, w.changed_at, u.id, u.name from guildhall.language_words w
       left join guildhall.users u on u.id = w.changed_by where w.language = $1`,
      ownWord,
    ),
    clear: prepare(
      `delete from guildhall.language_words w using unnest($2::text[], $3::text[]) as given(namespace, key)
       where w.language = $1 and w.namespace = given.namespace and w.key = given.key`,
    ),
    put: prepare(
      `insert into guildhall.language_words (language, namespace, key, value, changed_at, changed_by)
       select $1, given.*, $5::timestamptz, $6::uuid from unnest($2::text[], $3::text[], $4::text[]) as given
       on conflict (language, namespace, key) do update
         set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
    ),
  },
} as const

export type LayerName = keyof typeof tables

export function ownWordsOf(layer: LayerName, language: string): BoundStatement<OwnWord> {
  return bind(tables[layer].read, language)
}

export interface Author {
  readonly at: string
  /** An actor of the tenant, or the user for the installation's words. */
  readonly by: string
  readonly tenantId?: string
}

export function writeChanges(
  layer: LayerName,
  language: string,
  changes: readonly Change[],
  { at, by, tenantId }: Author,
): BoundStatement[] {
  const { clear, put } = tables[layer]
  const keysOf = (entry: Entry, forms: Forms) =>
    Object.entries(forms).map(([form, text]) => [entry.namespace, keyOfForm(entry, form), text] as const)
  const gone = changes.flatMap(({ entry, before, after }) =>
    keysOf(entry, before ?? {}).filter(([, key]) => !keysOf(entry, after ?? {}).some(([, kept]) => kept === key)),
  )
  const set = changes.flatMap(({ entry, after }) => keysOf(entry, after ?? {}))
  const column = (rows: readonly (readonly string[])[], index: number) => rows.map((row) => row[index])
  return [
    ...(gone.length > 0 ? [bind(clear, language, column(gone, 0), column(gone, 1))] : []),
    ...(set.length > 0
      ? [
          bind(
            put,
            ...[language, column(set, 0), column(set, 1), column(set, 2), at, by],
            ...(layer === 'tenant' ? [tenantId] : []),
          ),
        ]
      : []),
  ]
}

const nextVersion = prepare(
  `insert into guildhall.installation as i (name, value) values ('words', '1')
   on conflict (name) do update set value = to_jsonb((i.value #>> '{}')::bigint + 1)`,
)
const overtakeAll = prepare('update guildhall.tenants set epoch = epoch + 1')

/** Whoever remembers the installation's words, in whichever tenant and on whichever node, learns at his next request that they are old. */
export const overtakeInstallation = (): BoundStatement[] => [bind(nextVersion), bind(overtakeAll)]

function isSame(one: Forms, other: Forms): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every((name) => one[name] === other[name])
}
