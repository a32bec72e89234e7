import { useMemo } from 'react'
import { useTranslate } from 'react-admin'
import { pages } from '../pages/index.ts'
import { useManifest } from '../server/manifest.ts'
import { slotsOf } from '../slots/use-slots.ts'
import { useNoun } from '../words/nouns.ts'

export interface NavEntry {
  readonly to: string
  readonly label: string
  readonly icon?: string | undefined
  /** Set where it is a list of records. */
  readonly resource?: string
}

export interface NavGroup {
  readonly name: string
  readonly label: string
  readonly entries: readonly NavEntry[]
}

export interface Navigation {
  readonly home: NavEntry
  /** By plugin, in the order of the manifest. */
  readonly groups: readonly NavGroup[]
  readonly settings: readonly NavEntry[]
}

/** Where one may go, as the manifest and the core's pages tell. */
export function useNavigation(): Navigation {
  const manifest = useManifest()
  const translate = useTranslate()
  const noun = useNoun()
  // biome-ignore lint/correctness/useExhaustiveDependencies: words and nouns change with the manifest only
  return useMemo(() => {
    const entryOf = ({ resource, icon }: (typeof manifest.menu)[number]): NavEntry => ({
      to: `/${resource}`,
      label: noun(resource, { count: 2, capitalized: true }),
      icon,
      resource,
    })
    const main = Map.groupBy(
      manifest.menu.filter(({ group }) => group !== 'settings'),
      ({ plugin }) => plugin,
    )
    const own = pages(manifest).flatMap(({ path, menu }) =>
      menu ? [{ to: path, label: translate(menu.label), icon: menu.icon }] : [],
    )
    const screens = slotsOf(manifest, 'page').map(({ module, slot }) => ({
      plugin: module.plugin,
      menu: slot.menu,
      entry: { to: slot.path ?? '/', label: translate(slot.label), icon: slot.icon },
    }))
    const named = [
      ...new Set([...main.keys(), ...screens.flatMap(({ plugin, menu }) => (menu === 'main' ? plugin : []))]),
    ]
    return {
      home: { to: '/', label: translate('ra.page.dashboard'), icon: 'home' },
      groups: named.map((plugin) => ({
        name: plugin,
        label: translate(manifest.plugins.find(({ name }) => name === plugin)?.label ?? `${plugin}:plugin.name`),
        entries: [
          ...(main.get(plugin) ?? []).map(entryOf),
          ...screens.flatMap((screen) => (screen.plugin === plugin && screen.menu === 'main' ? screen.entry : [])),
        ],
      })),
      settings: [
        ...manifest.menu.filter(({ group }) => group === 'settings').map(entryOf),
        ...screens.flatMap(({ menu, entry }) => (menu === 'settings' ? entry : [])),
        ...own,
      ],
    }
  }, [manifest])
}

export const allEntries = ({ home, groups, settings }: Navigation): readonly NavEntry[] => [
  home,
  ...groups.flatMap(({ entries }) => entries),
  ...settings,
]
