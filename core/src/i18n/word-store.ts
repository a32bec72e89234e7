import type { Database } from '../database/pool.ts'
import { bind, prepare } from '../database/statement.ts'
import type { OwnLanguage, Word, WordSource } from './words.ts'

/** Words kept in the database. Whoever changes a tenant's words also raises the tenant's epoch, so that every node reads them again. */
export interface WordStore extends WordSource {
  /** Sets or, with an empty value, takes back a tenant's own words: all or none. They must have been judged before. */
  saveTenant(tenantId: string, words: readonly Word[], at: string): Promise<void>
  addLanguage(language: OwnLanguage, at: string): Promise<void>
  /** The same for texts that hold for every tenant. */
  saveInstallation(words: readonly Word[], at: string): Promise<void>
}

const wordOf = ([language, namespace, key, value]: readonly (string | null)[]) =>
  ({ language, namespace, key, value }) as Word

const enterTenant = prepare("select set_config('app.tenant', $1, true)")
const tenantWords = prepare('select language, namespace, key, value from guildhall.word_overrides', wordOf)
const installationWords = prepare('select language, namespace, key, value from guildhall.language_words', wordOf)
const languages = prepare(
  'select language, name from guildhall.languages order by language',
  ([language, name]) => ({ language, name }) as OwnLanguage,
)
const addLanguage = prepare(
  'insert into guildhall.languages (language, name, created_at) values ($1, $2, $3::timestamptz) on conflict (language) do update set name = excluded.name',
)
const setTenantWord = prepare(
  `insert into guildhall.word_overrides (tenant_id, language, namespace, key, value, changed_at) values ($1::uuid, $2, $3, $4, $5, $6::timestamptz)
   on conflict (tenant_id, language, namespace, key) do update set value = excluded.value, changed_at = excluded.changed_at`,
)
const clearTenantWord = prepare(
  'delete from guildhall.word_overrides where language = $1 and namespace = $2 and key = $3',
)
const setInstallationWord = prepare(
  `insert into guildhall.language_words (language, namespace, key, value, changed_at) values ($1, $2, $3, $4, $5::timestamptz)
   on conflict (language, namespace, key) do update set value = excluded.value, changed_at = excluded.changed_at`,
)
const clearInstallationWord = prepare(
  'delete from guildhall.language_words where language = $1 and namespace = $2 and key = $3',
)

export function createWordStore(database: Pick<Database, 'run'>): WordStore {
  return {
    async tenant(tenantId) {
      const [, { rows }] = await database.run([bind(enterTenant, tenantId), bind(tenantWords)])
      return rows
    },
    async installation() {
      const [own, words] = await database.run([bind(languages), bind(installationWords)])
      return { languages: own.rows, words: words.rows }
    },
    async saveTenant(tenantId, words, at) {
      const changes = words.map(({ language, namespace, key, value }) =>
        value === ''
          ? bind(clearTenantWord, language, namespace, key)
          : bind(setTenantWord, tenantId, language, namespace, key, value, at),
      )
      await database.run([bind(enterTenant, tenantId), ...changes])
    },
    async addLanguage({ language, name }, at) {
      await database.run([bind(addLanguage, language, name, at)])
    },
    async saveInstallation(words, at) {
      const changes = words.map(({ language, namespace, key, value }) =>
        value === ''
          ? bind(clearInstallationWord, language, namespace, key)
          : bind(setInstallationWord, language, namespace, key, value, at),
      )
      if (changes.length > 0) await database.run(changes)
    },
  }
}
