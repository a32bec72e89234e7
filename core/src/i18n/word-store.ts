import { fieldColumns, fieldOfRow } from '../custom-fields/rows.ts'
import { wordsOfFields } from '../custom-fields/words.ts'
import type { Database } from '../database/pool.ts'
import { bind, prepare } from '../database/statement.ts'
import type { OwnLanguage, Word, WordSource } from './words.ts'

const wordOf = ([language, namespace, key, value]: readonly (string | null)[]) =>
  ({ language, namespace, key, value }) as Word

const enterTenant = prepare("select set_config('app.tenant', $1, true)")
const tenantWords = prepare('select language, namespace, key, value from guildhall.word_overrides', wordOf)
const tenantFields = prepare(
  `select ${fieldColumns} from guildhall.custom_fields where status <> 'deleted'`,
  fieldOfRow,
)
const tenantLanguage = prepare(
  `select language from guildhall.tenants where id = (select nullif(current_setting('app.tenant', true), '')::uuid)`,
  ([language]) => String(language),
)
const installationWords = prepare('select language, namespace, key, value from guildhall.language_words', wordOf)
const languages = prepare(
  'select language, name from guildhall.languages order by language',
  ([language, name]) => ({ language, name }) as OwnLanguage,
)
const version = prepare(`select value from guildhall.installation where name = 'words'`, ([value]) => String(value))
const none = '0'

/** Reads the words kept in the database; {@link ../vocabulary/changes.ts} writes them. */
export function createWordStore(database: Pick<Database, 'run'>): WordSource {
  return {
    async installation() {
      // The version first: what is read after it is never older than it says.
      const [versions, own, words] = await database.run([bind(version), bind(languages), bind(installationWords)])
      return { version: versions.rows[0] ?? none, languages: own.rows, words: words.rows }
    },
    async version() {
      const [{ rows }] = await database.run([bind(version)])
      return rows[0] ?? none
    },
    async tenant(tenantId) {
      const [, versions, own, fields, language] = await database.run([
        bind(enterTenant, tenantId),
        bind(version),
        bind(tenantWords),
        bind(tenantFields),
        bind(tenantLanguage),
      ])
      const words = [...own.rows, ...wordsOfFields(fields.rows, language.rows[0] ?? 'en')]
      return { version: versions.rows[0] ?? none, words }
    },
  }
}
