import { type Static, type TSchema, Type } from '@sinclair/typebox'

/**
 * Every setting that comes from outside, with its type, default and meaning: the only list there is.
 * `allowed` says in words what a pattern says in signs; a `secret` is never shown again.
 */
export const environmentSchema = Type.Object({
  HOST: Type.String({
    default: '127.0.0.1',
    description: 'The address to listen on; `0.0.0.0` for every network of the machine.',
  }),
  PORT: Type.Integer({
    default: 3000,
    minimum: 0,
    maximum: 65535,
    description: 'The port to listen on; 0 for any that is free.',
  }),
  PUBLIC_URL: optional(
    url('https?', {
      allowed: 'an address that begins with http:// or https://',
      description:
        'The address people use, for links in mails, cookies and passkeys, which belong to its host name; from `HOST` and `PORT` when unset. With https the session cookie is Secure.',
    }),
  ),
  TRUST_PROXY: Type.String({
    default: 'off',
    pattern: '^(off|on|[1-9][0-9]?|[0-9a-fA-F.:/]+(, *[0-9a-fA-F.:/]+)*)$',
    allowed: 'off, on, the number of proxies, or a list of addresses and networks',
    description: 'Which proxies may say for whom they ask (`X-Forwarded-For`, `X-Forwarded-Proto`).',
  }),
  CORS_ORIGINS: Type.Array(url('https?', { pattern: '^https?://[^/\\s]+$' }), {
    default: [],
    allowed: 'a list, separated by commas, of origins such as https://example.org, without a path',
    description: 'Web sites whose pages may call the API from a browser.',
  }),
  GUILDHALL_DATA: Type.String({
    default: './.data',
    description:
      'The data folder: the embedded database, files, keys. A relative one is looked for beside `platform.config.ts`.',
  }),
  GUILDHALL_ADMIN_EMAIL: Type.String({
    default: 'admin@guildhall.localhost',
    pattern: '^[^@\\s]+@[^@\\s]+$',
    allowed: 'an e-mail address',
    description: 'The first superadmin; read at the first start only.',
  }),
  GUILDHALL_ADMIN_PASSWORD: optional(
    Type.String({
      minLength: 10,
      secret: true,
      allowed: 'at least 10 characters',
      description: 'His password; read at the first start only. When unset one is generated and printed once.',
    }),
  ),
  GUILDHALL_DEMO: Type.String({
    default: 'on',
    pattern: '^[a-z0-9-]+(,[a-z0-9-]+)*$',
    allowed: 'on, off, or names of presets with commas between them',
    description:
      'The businesses that the first start makes to look at: Studio Nord (on), none (off), or those of these presets.',
  }),
  GUILDHALL_SECRET: optional(
    Type.String({
      minLength: 32,
      secret: true,
      allowed: 'at least 32 random characters',
      description:
        'Opens the keys of personal values in the history; the same on every node and for good. When unset one is made and kept in the data folder.',
    }),
  ),
  DATABASE_URL: optional(
    url('postgres(ql)?', {
      secret: true,
      allowed: 'an address such as postgres://guildhall_app:password@host:5432/guildhall',
      description:
        'The PostgreSQL to use instead of the embedded one, as a role that owns nothing and is neither superuser nor BYPASSRLS.',
    }),
  ),
  DATABASE_OWNER_URL: optional(
    url('postgres(ql)?', {
      secret: true,
      allowed: 'an address such as postgres://guildhall_owner:password@host:5432/guildhall',
      description:
        'The same database as the role that owns it, for migrations and the job queue; straight to PostgreSQL, through no pooler. Set with `DATABASE_URL`, or neither.',
    }),
  ),
  DATABASE_REPLICA_URL: optional(
    url('postgres(ql)?', {
      secret: true,
      allowed: 'an address such as postgres://guildhall_app:password@replica:5432/guildhall',
      description:
        'A replica of the database, as the role of `DATABASE_URL`: exports, figures and reports are read there while it follows closely, and from the primary while it does not.',
    }),
  ),
  DATABASE_PREPARED: oneOf(['on', 'off'], {
    default: 'on',
    description:
      'Whether statements are prepared once for a connection. `off` where `DATABASE_URL` leads to a pooler in transaction mode that does not follow them: PgBouncer before 1.21, or with `max_prepared_statements = 0`.',
  }),
  POOL_SIZE: Type.Integer({
    default: 10,
    minimum: 1,
    maximum: 1000,
    description: 'Connections to the database that a process keeps for requests.',
  }),
  IMPORT_LIMIT_MB: Type.Integer({
    default: 32,
    minimum: 1,
    maximum: 1024,
    description:
      'How large a file may be that is brought in as records, in megabytes; a workbook unpacked at most 20 times that.',
  }),
  SMTP_URL: optional(
    url('smtps?', {
      secret: true,
      allowed: 'an address such as smtps://user:password@mail.example.org:465',
      description: 'The server that takes our mail; when unset mails go to the development inbox only.',
    }),
  ),
  MAIL_FROM: Type.String({
    default: 'Guildhall <guildhall@localhost>',
    pattern: '^([^<>@]+<[^@\\s<>]+@[^@\\s<>]+>|[^@\\s<>]+@[^@\\s<>]+)$',
    allowed: 'an e-mail address, alone or as Name <address>',
    description: 'The sender of mails.',
  }),
  MAIL_IN_PORT: optional(
    Type.Integer({
      minimum: 0,
      maximum: 65535,
      description:
        'The port to listen on for mail (SMTP), 25 where other mail servers are to find it; no mail is taken when unset. Set with `MAIL_IN_DOMAIN`, or neither.',
    }),
  ),
  MAIL_IN_HOST: Type.String({
    default: '127.0.0.1',
    description: 'The address to listen on for mail; `0.0.0.0` for every network of the machine.',
  }),
  MAIL_IN_DOMAIN: optional(
    Type.String({
      pattern: '^[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*$',
      maxLength: 190,
      allowed: 'a domain such as mail.example.org',
      description:
        'The domain whose mail comes here (its MX record names this machine): each tenant has an address of its slug there, `studio@mail.example.org`.',
    }),
  ),
  MAIL_IN_LIMIT_MB: Type.Integer({
    default: 20,
    minimum: 1,
    maximum: 100,
    description: 'How large a mail may be that is taken, in megabytes.',
  }),
  MAIL_IN_CERT: optional(
    Type.String({
      allowed: 'the path of a file',
      description:
        'The certificate (PEM) with which mail is taken encrypted (STARTTLS). Set with `MAIL_IN_KEY`, or neither.',
    }),
  ),
  MAIL_IN_KEY: optional(
    Type.String({ allowed: 'the path of a file', description: 'The private key (PEM) of that certificate.' }),
  ),
  FILES_URL: optional(
    Type.String({
      pattern: '^(file|s3):\\S+$',
      secret: true,
      allowed: 'an address that begins with file: or s3:',
      description: 'Where files are kept; in the data folder when unset.',
    }),
  ),
  FILES_SCANNER: optional(
    Type.String({
      pattern: '^(\\[[0-9a-fA-F:]+\\]|[\\w.-]+)(:\\d{1,5})?$',
      allowed: 'a host and a port such as clamd:3310',
      description: 'Where clamd listens, which looks through each file before it is kept; nobody does when unset.',
    }),
  ),
  TENANT_GRACE_DAYS: Type.Integer({
    default: 30,
    minimum: 0,
    maximum: 3650,
    description: 'For how many days a tenant that was deleted can be taken back, unless another number is given.',
  }),
  KEY_DAYS: Type.Integer({
    default: 365,
    minimum: 1,
    maximum: 36_500,
    description: 'The longest life of an API key, in days.',
  }),
  KEY_WITHOUT_END: oneOf(['off', 'on'], {
    default: 'off',
    description: 'Whether an API key may be made that never expires.',
  }),
  REGISTRATION_DIFFICULTY: Type.Integer({
    default: 16,
    minimum: 0,
    maximum: 24,
    description:
      'How hard it is made for programs to register, in bits of a proof of work: each bit doubles what a browser has to try. It rises by itself for an address that asks often.',
  }),
  OUTBOUND_PRIVATE: oneOf(['off', 'on'], {
    default: 'off',
    description:
      'Whether the server may ask addresses of its own machine and network, and by http, where an administrator names one (other installations). `on` only where each administrator may reach whatever this server reaches.',
  }),
  METRICS_TOKEN: optional(
    Type.String({
      minLength: 16,
      secret: true,
      allowed: 'at least 16 characters',
      description:
        'Lets a collector on another machine read `/metrics` (`Authorization: Bearer …`); when unset only this machine and superadmins may.',
    }),
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(
    url('https?', {
      allowed: 'an address that begins with http:// or https://',
      description:
        'Where traces are sent (OpenTelemetry, OTLP over HTTP); none are made when unset. The other variables `OTEL_*` of the specification hold, too.',
    }),
  ),
  PLUGIN_GRACE_DAYS: Type.Integer({
    default: 30,
    minimum: 0,
    maximum: 3650,
    description: 'How many days the data of a removed plugin waits to be restored before it is purged.',
  }),
  PLUGIN_FOLDER: optional(
    Type.String({
      allowed: 'the path of a folder',
      description:
        'The folder of a plugin that is being written, which stands in the place of an added one; `guildhall plugin dev` sets it.',
    }),
  ),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    default: 'info',
    description: 'How much is logged, as lines of JSON on stderr; at a terminal only from `warn` on unless set.',
  }),
})

export type EnvironmentValues = Static<typeof environmentSchema>

interface Told {
  description?: string
  allowed?: string
  secret?: boolean
  default?: string
  pattern?: string
}

function optional<T extends TSchema>(schema: T) {
  return Type.Optional(schema)
}

function url(scheme: string, options: Told) {
  return Type.String({ pattern: `^${scheme}://\\S+$`, ...options })
}

function oneOf<const T extends string>(words: readonly T[], options: Told) {
  return Type.Unsafe<T>({ type: 'string', enum: words, ...options })
}
