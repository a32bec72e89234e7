import { CssBaseline } from '@mui/material'
import { createContext, type ReactNode, use, useMemo } from 'react'
import {
  AccessDenied,
  AdminContext,
  AuthenticationError,
  CoreAdminUI,
  CustomRoutes,
  type I18nProvider,
  localStorageStore,
  Notification,
  Resource,
} from 'react-admin'
import { createBrowserRouter, Route, RouterProvider } from 'react-router-dom'
import { ValueStyles } from './fields/value-styles.tsx'
import { pages } from './pages/index.ts'
import { Create, Edit, Home, List, Show } from './screens.tsx'
import { createAuthProvider } from './server/auth-provider.ts'
import { createDataProvider } from './server/data-provider.ts'
import type { Http } from './server/http.ts'
import { directionOf, type Known, ManifestContext } from './server/manifest.ts'
import { createPreferenceStore, preferencesOf } from './server/preference-store.ts'
import { ReopenContext } from './server/reopen.ts'
import { Frame } from './shell/frame.tsx'
import { NotFound } from './shell/not-found.tsx'
import { Trouble, Waiting } from './shell/waiting.tsx'
import { SlotPage } from './slots/places.tsx'
import { slotsOf } from './slots/use-slots.ts'
import { themeOf } from './theme/theme.ts'
import { createI18nProvider } from './words/i18n-provider.ts'
import { SayContext } from './words/use-words.ts'
import { createSay } from './words/words.ts'

export interface BackofficeProps {
  readonly slug: string
  readonly http: Http
  readonly manifest: Known
  readonly words: I18nProvider
  /** Asks for manifest and words again, after something that changes them. */
  readonly reopen: () => Promise<void>
}

/** react-admin without screens of its own, told by the manifest what there is. It is drawn anew when the manifest changes. */
export function Backoffice({ slug, http, manifest, words, reopen }: BackofficeProps) {
  const parts = useMemo(
    () => ({
      data: createDataProvider(http, (resource) => manifest.resource(resource)?.sort),
      auth: createAuthProvider(http, manifest),
      say: createSay(manifest.language, manifest.zone),
      light: themeOf('light', directionOf(manifest), manifest.brand?.color),
      dark: themeOf('dark', directionOf(manifest), manifest.brand?.color),
      store: createPreferenceStore(
        localStorageStore('1', `guildhall.${slug}.${manifest.link?.id ?? manifest.actor.id}`),
        preferencesOf(http, manifest),
      ),
      i18n: createI18nProvider(words, {
        pluginOf: (resource) => manifest.resource(resource)?.plugin,
        locales: manifest.languages.map(({ language, name }) => ({ locale: language, name })),
        async change(language) {
          await http('/api/auth/me', { method: 'PATCH', body: JSON.stringify({ language }) })
          await reopen()
        },
      }),
    }),
    [slug, http, manifest, words, reopen],
  )
  const router = useMemo(
    () => createBrowserRouter([{ path: '*', Component: Everything }], { basename: `/at/${encodeURIComponent(slug)}` }),
    [slug],
  )
  const admin = () => (
    <AdminContext
      key={manifest.language}
      dataProvider={parts.data}
      authProvider={parts.auth}
      i18nProvider={parts.i18n}
      store={parts.store}
      theme={parts.light}
      darkTheme={parts.dark}
    >
      <CssBaseline enableColorScheme />
      <ValueStyles />
      <CoreAdminUI
        layout={Frame}
        dashboard={Home}
        loginPage={false}
        catchAll={NotFound}
        loading={Waiting}
        error={Failed}
        accessDenied={AccessDenied}
        authenticationError={AuthenticationError}
        disableTelemetry
      >
        {manifest.resources.map((resource) => (
          <Resource
            key={resource.name}
            name={resource.name}
            recordRepresentation={resource.title ?? 'id'}
            {...(resource.rights['read'] !== 'never' && { list: List, show: Show })}
            {...(resource.rights['create'] !== 'never' && { create: Create })}
            {...(resource.rights['update'] !== 'never' && { edit: Edit })}
          />
        ))}
        <CustomRoutes>
          {pages(manifest).map(({ path, Page }) => (
            <Route key={path} path={path} element={<Page />} />
          ))}
          {slotsOf(manifest, 'page').map((placed) => (
            <Route key={placed.slot.path} path={placed.slot.path} element={<SlotPage placed={placed} />} />
          ))}
        </CustomRoutes>
      </CoreAdminUI>
      <Notification />
    </AdminContext>
  )
  return (
    <ManifestContext value={manifest}>
      <SayContext value={parts.say}>
        <ReopenContext value={reopen}>
          <Drawn value={admin()}>
            <RouterProvider router={router} />
          </Drawn>
        </ReopenContext>
      </SayContext>
    </ManifestContext>
  )
}

/** A router that can hold somebody back who leaves a form is made once; what it draws is not. */
const Drawn = createContext<ReactNode>(null)
const Everything = () => use(Drawn)

interface FailedProps {
  readonly error: Error
  readonly resetErrorBoundary: (nothing?: undefined) => void
}

const Failed = ({ error, resetErrorBoundary }: FailedProps) => (
  <Trouble error={error} onRetry={() => resetErrorBoundary()} />
)
