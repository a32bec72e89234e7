import { useLocaleState, useLocales, useTranslate } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { useManifest } from '../../server/manifest.ts'
import { useMe } from '../../server/use-me.ts'
import { modes, useMode } from '../../theme/use-mode.ts'
import { useNoun } from '../../words/nouns.ts'
import { useJumps } from '../keys/jumps.ts'
import { allEntries, useNavigation } from '../nav-entries.ts'
import { addressOf } from '../tenant-switch.tsx'
import type { PaletteEntry } from './entry.ts'

/** Everything one can do from anywhere: go somewhere, begin a record, change language, light or tenant. */
export function useCommands(): readonly PaletteEntry[] {
  const manifest = useManifest()
  const translate = useTranslate()
  const noun = useNoun()
  const go = useNavigate()
  const jumps = useJumps()
  const [language, setLanguage] = useLocaleState()
  const locales = useLocales()
  const [mode, setMode] = useMode()
  const tenants = (useMe()?.tenants ?? []).filter(({ isOpen, slug }) => isOpen && slug !== manifest.tenant.slug)
  const places = allEntries(useNavigation()).map(({ to, label, icon }): PaletteEntry => {
    const key = jumps.find((jump) => jump.to === to)?.letter
    return { id: `go ${to}`, section: 'go', label, icon, note: key && `G ${key}`, run: () => void go(to) }
  })
  const creations = manifest.resources
    .filter(({ rights, views }) => (rights['create'] ?? 'never') !== 'never' && views.menu !== 'hidden')
    .map(
      ({ name, views }): PaletteEntry => ({
        id: `create ${name}`,
        section: 'create',
        label: translate('ra.page.create', { name: noun(name) }),
        icon: views.icon,
        run: () => void go(`/${name}/create`),
      }),
    )
  const commands: PaletteEntry[] = [
    ...locales
      .filter(({ locale }) => locale !== language)
      .map(({ locale, name }) => ({
        id: `language ${locale}`,
        section: 'do' as const,
        label: translate('shell.palette.language', { name }),
        icon: 'translate',
        run: () => setLanguage(locale),
      })),
    ...modes
      .filter((each) => each !== mode)
      .map((each) => ({
        id: `mode ${each}`,
        section: 'do' as const,
        label: translate('shell.palette.mode', { name: translate(`shell.modes.${each}`) }),
        icon: 'settings',
        run: () => setMode(each),
      })),
    ...tenants.map(({ slug, name }) => ({
      id: `tenant ${slug}`,
      section: 'do' as const,
      label: translate('shell.palette.tenant', { name }),
      icon: 'apartment',
      run: () => location.assign(addressOf(slug)),
    })),
  ]
  return [...places, ...creations, ...commands]
}
