import type { Role } from './world.ts'

/** What each kind of person may do with what he has to do with; `*` is everything. Written by hand: a rule that changes is changed here too. */
export const grants: Readonly<Partial<Record<Role, Readonly<Record<string, readonly string[] | '*'>>>>> = {
  manager: {
    roles: ['read'],
    people: ['read'],
    companies: ['read', 'create', 'update', 'archive', 'restore'],
    clients: ['read', 'create', 'update', 'archive', 'restore'],
    staff: ['read'],
    assets: ['read', 'create', 'update', 'archive', 'restore'],
    interactions: ['read', 'create'],
    projects: '*',
    'project-members': '*',
    tasks: '*',
    'checklist-items': '*',
    'project-templates': '*',
    'template-tasks': '*',
  },
  worker: {
    people: ['read'],
    companies: ['read'],
    clients: ['read'],
    staff: ['read'],
    projects: ['read', 'watch', 'unwatch'],
    'project-members': ['read'],
    tasks: ['read', 'create', 'start', 'pause', 'complete', 'reopen', 'watch', 'unwatch'],
    'checklist-items': ['read', 'create', 'update', 'delete'],
  },
  client: {
    people: ['read'],
    companies: ['read'],
    clients: ['read', 'update'],
    assets: ['read'],
    projects: ['read'],
    tasks: ['read'],
  },
  observer: {
    people: ['read'],
    companies: ['read'],
    clients: ['read'],
    projects: ['read'],
    'project-members': ['read'],
    tasks: ['read'],
  },
}

/** Of which alerts have gone out nobody makes a record by hand, an administrator neither. */
const nobodys = new Set(['task-alerts'])

export function mayDo(role: Role, resource: string, action: string): boolean {
  if (nobodys.has(resource)) return false
  if (role === 'admin' || role === 'superadmin') return true
  const granted = grants[role]?.[resource]
  return granted === '*' || (granted?.includes(action) ?? false)
}

export type Audience = 'public' | 'signedIn' | 'administrators' | 'superadmins'

/** Operations on no resource: for whom they are, and what a sound request gets from them. */
export const others: Readonly<Record<string, { for: Audience; url?: string; body?: object; gives?: number }>> = {
  'post /api/auth/login': { for: 'public' },
  'post /api/auth/logout': { for: 'public' },
  'post /api/auth/reset': { for: 'public' },
  'post /api/auth/reset/confirm': { for: 'public' },
  'post /api/auth/invitation': { for: 'public' },
  'post /api/auth/invitation/accept': { for: 'public' },
  'get /api/words': { for: 'public' },
  'get /api/words/{language}': { for: 'public' },
  'get /health/live': { for: 'public' },
  'get /health/ready': { for: 'public' },
  'get /api/auth/me': { for: 'signedIn' },
  'patch /api/auth/me': { for: 'signedIn', body: {} },
  'post /api/auth/password': {
    for: 'signedIn',
    body: { current: 'not my password', password: 'a long enough one' },
    gives: 422,
  },
  'get /api/auth/second-factor': { for: 'signedIn' },
  'post /api/auth/second-factor': { for: 'signedIn', body: { password: 'not my password' }, gives: 422 },
  'post /api/auth/second-factor/confirm': { for: 'signedIn', body: { code: '000000' }, gives: 409 },
  'post /api/auth/second-factor/recovery-codes': {
    for: 'signedIn',
    body: { password: 'not my password' },
    gives: 422,
  },
  'post /api/auth/second-factor/off': { for: 'signedIn', body: { password: 'not my password' }, gives: 422 },
  'get /api/auth/sessions': { for: 'signedIn' },
  'delete /api/auth/sessions/{id}': { for: 'signedIn', gives: 404 },
  'get /api/tenant': { for: 'signedIn' },
  'get /api/manifest': { for: 'signedIn' },
  'get /api/access/can': { for: 'signedIn', url: '/access/can?resource=tasks&action=read' },
  'get /api/access/explain': { for: 'signedIn', url: '/access/explain?resource=tasks&action=read' },
  'get /api/access/catalogue': { for: 'administrators' },
  'post /api/access/see-as': {
    for: 'administrators',
    body: { kind: 'role', id: '01900000-0000-7000-8000-000000000000' },
    gives: 404,
  },
  'get /api/sign-ins': { for: 'administrators' },
  'get /api/sign-ins/{person}': { for: 'administrators', gives: 404 },
  'get /api/search': { for: 'signedIn', url: '/search?q=a' },
  'get /api/first-steps': { for: 'signedIn' },
  'get /api/help/{language}/{page}': { for: 'signedIn', url: '/help/en/lists' },
  'get /api/widgets/{plugin}/{name}': { for: 'signedIn', url: '/widgets/projects/ongoing' },
  'get /api/saved-views': { for: 'signedIn' },
  'post /api/saved-views': { for: 'signedIn', body: { resource: 'projects', name: 'Mine' }, gives: 201 },
  'patch /api/saved-views/{id}': { for: 'signedIn', body: {}, gives: 404 },
  'delete /api/saved-views/{id}': { for: 'signedIn', gives: 404 },
  'get /api/preferences': { for: 'signedIn' },
  'patch /api/preferences': { for: 'signedIn', body: { values: { 'theme.mode': 'dark' } } },
  'get /api/auth/journal': { for: 'signedIn' },
  'get /api/login-journal': { for: 'administrators' },
  'get /api/plugins': { for: 'administrators' },
  'post /api/plugins/{name}/enable': { for: 'administrators', url: '/plugins/projects/enable', body: {} },
  'post /api/plugins/{name}/disable': { for: 'administrators', url: '/plugins/nothing/disable', body: {}, gives: 404 },
  'get /api/plugins/{name}/settings': { for: 'administrators', url: '/plugins/projects/settings' },
  'patch /api/plugins/{name}/settings': { for: 'administrators', url: '/plugins/projects/settings', body: {} },
  'get /api/deliveries': { for: 'administrators' },
  'get /api/dead-letters': { for: 'administrators' },
  'get /api/dead-letters/{id}': { for: 'administrators', gives: 404 },
  'post /api/dead-letters/{id}/retry': { for: 'administrators', body: {}, gives: 404 },
  'delete /api/dead-letters/{id}': { for: 'administrators', gives: 404 },
  'get /api/jobs': { for: 'administrators' },
  'get /api/jobs/definitions': { for: 'administrators' },
  'get /api/jobs/{id}': { for: 'administrators', gives: 404 },
  'post /api/jobs': { for: 'administrators', body: { plugin: 'projects', job: 'dueSoon' }, gives: 201 },
  'get /api/vocabulary': { for: 'administrators' },
  'patch /api/vocabulary': { for: 'administrators', body: { languages: null } },
  'get /api/vocabulary/{language}/words': { for: 'administrators', url: '/vocabulary/en/words' },
  'get /api/vocabulary/{language}/words/{namespace}/{key}': {
    for: 'administrators',
    url: '/vocabulary/en/words/core/fields.id',
  },
  'put /api/vocabulary/{language}/words/{namespace}/{key}': {
    for: 'administrators',
    url: '/vocabulary/en/words/core/fields.id',
    body: { forms: { text: 'ID' } },
  },
  'delete /api/vocabulary/{language}/words/{namespace}/{key}': {
    for: 'administrators',
    url: '/vocabulary/en/words/core/fields.id',
  },
  'get /api/vocabulary/{language}/export': { for: 'administrators', url: '/vocabulary/en/export' },
  'post /api/vocabulary/{language}/import': {
    for: 'administrators',
    url: '/vocabulary/en/import',
    body: { words: {} },
  },
  'post /api/vocabulary/{language}/preview': {
    for: 'administrators',
    url: '/vocabulary/en/preview',
    body: { namespace: 'core', key: 'fields.id' },
  },
  'get /api/languages': { for: 'superadmins' },
  'post /api/languages': { for: 'superadmins', body: { language: 'en' }, gives: 409 },
  'delete /api/languages/{language}': { for: 'superadmins', url: '/languages/en', gives: 409 },
  'get /api/languages/{language}/words': { for: 'superadmins', url: '/languages/en/words' },
  'get /api/languages/{language}/words/{namespace}/{key}': {
    for: 'superadmins',
    url: '/languages/en/words/core/fields.id',
  },
  'put /api/languages/{language}/words/{namespace}/{key}': {
    for: 'superadmins',
    url: '/languages/en/words/core/fields.id',
    body: { forms: { text: 'ID' } },
  },
  'delete /api/languages/{language}/words/{namespace}/{key}': {
    for: 'superadmins',
    url: '/languages/en/words/core/fields.id',
  },
  'get /api/languages/{language}/export': { for: 'superadmins', url: '/languages/en/export' },
  'post /api/languages/{language}/import': { for: 'superadmins', url: '/languages/en/import', body: { words: {} } },
  'post /api/languages/{language}/preview': {
    for: 'superadmins',
    url: '/languages/en/preview',
    body: { namespace: 'core', key: 'fields.id' },
  },
  'get /api/migrations': { for: 'superadmins' },
  'post /api/migrations/run': { for: 'superadmins', body: {} },
  'patch /api/tenant': { for: 'superadmins', body: {} },
  'get /api/tenants': { for: 'superadmins' },
  'get /api/tenants/{id}': { for: 'superadmins', gives: 404 },
  'post /api/tenants': { for: 'superadmins', body: { slug: 'made', name: 'Made' }, gives: 201 },
  'patch /api/tenants/{id}': { for: 'superadmins', body: {}, gives: 404 },
  'put /api/tenants/{id}': { for: 'superadmins', body: {}, gives: 404 },
}

/** Endless: shown by the scenarios; here only that no stranger gets it. */
export const streams = ['get /api/stream']
