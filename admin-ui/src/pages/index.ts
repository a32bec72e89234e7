import { type ComponentType, lazy } from 'react'
import type { Known } from '../server/manifest.ts'

export interface Page {
  readonly path: string
  readonly Page: ComponentType
  /** Its place in the menu; people and roles have theirs as resources, the others are reached from another page. */
  readonly menu?: { readonly label: string; readonly icon: string }
}

interface CorePage extends Page {
  isOpen(manifest: Known): boolean
}

/** What concerns one's own login is nobody's who looks or acts in another's place. */
const isHimself = ({ seeing, acting, link }: Known) => !seeing && !acting && !link
const allows = (name: string) => (manifest: Known) => manifest.pages[name] === true
/** Who only reads the list of people or roles gets the list every resource has. */
const changes = (resource: string) => (manifest: Known) =>
  (manifest.resource(resource)?.rights['create'] ?? 'never') !== 'never'

const People = lazy(() => import('./people/people-page.tsx'))
const Roles = lazy(() => import('./roles/roles-page.tsx'))
const Role = lazy(() => import('./roles/role-page.tsx'))
const Why = lazy(() => import('./roles/why-page.tsx'))
const Plugins = lazy(() => import('./plugins/plugins-page.tsx'))
const PluginSettings = lazy(() => import('./plugins/plugin-settings-page.tsx'))
const Fields = lazy(() => import('./fields/fields-page.tsx'))
const Vocabulary = lazy(() => import('./words/vocabulary-page.tsx'))
const Languages = lazy(() => import('./words/languages-page.tsx'))
const TenantSettings = lazy(() => import('./tenants/settings-page.tsx'))
const Tenants = lazy(() => import('./tenants/tenants-page.tsx'))
const Tenant = lazy(() => import('./tenants/tenant-page.tsx'))
const Journal = lazy(() => import('./sessions/journal-page.tsx'))
const YourData = lazy(() => import('./privacy/your-data-page.tsx'))
const Privacy = lazy(() => import('./privacy/privacy-page.tsx'))
const Keys = lazy(() => import('./keys/keys-page.tsx'))
const Links = lazy(() => import('./links/links-page.tsx'))
const Providers = lazy(() => import('./providers/providers-page.tsx'))
const Registrations = lazy(() => import('./registration/registrations-page.tsx'))
const Sessions = lazy(() => import('./sessions/sessions-page.tsx'))
const Operations = lazy(() => import('./operations/operations-page.tsx'))
const Migrations = lazy(() => import('./operations/migrations-page.tsx'))
const Imports = lazy(() => import('./imports/imports-page.tsx'))
const Import = lazy(() => import('./imports/import-page.tsx'))

const all: readonly CorePage[] = [
  { path: '/people', Page: People, isOpen: changes('people') },
  { path: '/roles', Page: Roles, isOpen: changes('roles') },
  { path: '/roles/why', Page: Why, isOpen: changes('roles') },
  { path: '/roles/:id', Page: Role, isOpen: changes('roles') },
  { path: '/roles/:id/show', Page: Role, isOpen: changes('roles') },
  {
    path: '/registrations',
    Page: Registrations,
    menu: { label: 'pages.registration.title', icon: 'person' },
    isOpen: allows('registrations'),
  },
  {
    path: '/plugins',
    Page: Plugins,
    menu: { label: 'pages.plugins.title', icon: 'extension' },
    isOpen: allows('plugins'),
  },
  { path: '/plugins/:name', Page: PluginSettings, isOpen: allows('plugins') },
  {
    path: '/fields',
    Page: Fields,
    menu: { label: 'pages.fields.title', icon: 'playlist_add_check' },
    isOpen: allows('fields'),
  },
  {
    path: '/vocabulary',
    Page: Vocabulary,
    menu: { label: 'pages.words.title', icon: 'menu_book' },
    isOpen: allows('vocabulary'),
  },
  {
    path: '/imports',
    Page: Imports,
    menu: { label: 'pages.imports.title', icon: 'upload_file' },
    isOpen: allows('imports'),
  },
  { path: '/imports/:id', Page: Import, isOpen: allows('imports') },
  {
    path: '/settings',
    Page: TenantSettings,
    menu: { label: 'pages.settings.title', icon: 'settings' },
    isOpen: allows('settings'),
  },
  {
    path: '/tenants',
    Page: Tenants,
    menu: { label: 'pages.tenants.title', icon: 'storefront' },
    isOpen: allows('tenants'),
  },
  { path: '/tenants/:id', Page: Tenant, isOpen: allows('tenants') },
  {
    path: '/languages',
    Page: Languages,
    menu: { label: 'pages.languages.title', icon: 'language' },
    isOpen: allows('languages'),
  },
  {
    path: '/providers',
    Page: Providers,
    menu: { label: 'pages.providers.title', icon: 'key' },
    isOpen: allows('providers'),
  },
  {
    path: '/installations',
    Page: Links,
    menu: { label: 'pages.links.title', icon: 'public' },
    isOpen: allows('links'),
  },
  {
    path: '/login-journal',
    Page: Journal,
    menu: { label: 'pages.journal.title', icon: 'history' },
    isOpen: allows('journal'),
  },
  {
    path: '/operations',
    Page: Operations,
    menu: { label: 'pages.operations.title', icon: 'sync' },
    isOpen: allows('operations'),
  },
  {
    path: '/migrations',
    Page: Migrations,
    menu: { label: 'pages.migrations.title', icon: 'inventory_2' },
    isOpen: allows('migrations'),
  },
  {
    path: '/privacy',
    Page: Privacy,
    menu: { label: 'pages.privacy.title', icon: 'policy' },
    isOpen: allows('privacy'),
  },
  { path: '/your-data', Page: YourData, isOpen: (manifest) => isHimself(manifest) && manifest.me !== null },
  { path: '/keys', Page: Keys, isOpen: isHimself },
  { path: '/sessions', Page: Sessions, isOpen: isHimself },
]

/** The pages of the core that this actor may open. */
export function pages(manifest: Known): readonly Page[] {
  return all.filter(({ isOpen }) => isOpen(manifest))
}
