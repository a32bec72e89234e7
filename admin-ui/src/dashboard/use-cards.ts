import type { ManifestWidget } from '@guildhall/sdk/manifest'
import { useMemo } from 'react'
import { useStore, useTranslate } from 'react-admin'
import { useManifest } from '../server/manifest.ts'
import { type PlacedSlot, slotsOf } from '../slots/use-slots.ts'
import { type Arrangement, arranged, hiddenOf, moved, untouched } from './arrangement.ts'

/** A card of the home page: one that is reckoned by the server, or one that a plugin's module draws. */
export interface HomeCard {
  readonly key: string
  readonly title: string
  readonly isNarrow: boolean
  readonly widget?: ManifestWidget
  readonly placed?: PlacedSlot
}

const narrow = new Set(['count', 'sum'])

/** The cards a person may have, and what he made of them, which is kept for him. */
export function useCards() {
  const manifest = useManifest()
  const translate = useTranslate()
  const [arrangement, setArrangement] = useStore<Arrangement>('dashboard', untouched)
  const all = useMemo((): HomeCard[] => {
    const widgets = manifest.widgets.map((widget) => ({
      key: `${widget.plugin}/${widget.name}`,
      title: translate(widget.label),
      isNarrow: narrow.has(widget.kind),
      widget,
    }))
    const slots = slotsOf(manifest, 'widget').map((placed) => ({
      key: `${placed.module.plugin}/slots/${placed.slot.name}`,
      title: translate(placed.slot.label),
      isNarrow: false,
      placed,
    }))
    // Figures first, as in a newspaper the headlines; what a plugin draws itself is what it thinks matters most.
    return [...widgets.filter(({ isNarrow }) => isNarrow), ...slots, ...widgets.filter(({ isNarrow }) => !isNarrow)]
  }, [manifest, translate])
  const shown = arranged(all, arrangement)
  const order = shown.map(({ key }) => key)
  return {
    shown,
    hidden: hiddenOf(all, arrangement),
    isTouched: arrangement !== untouched && (arrangement.order.length > 0 || arrangement.hidden.length > 0),
    move: (key: string, to: number) => setArrangement({ ...arrangement, order: moved(order, key, to) }),
    hide: (key: string) => setArrangement({ order, hidden: [...arrangement.hidden, key] }),
    add: (key: string) =>
      setArrangement({ order: [...order, key], hidden: arrangement.hidden.filter((each) => each !== key) }),
    reset: () => setArrangement(untouched),
  }
}

export type Cards = ReturnType<typeof useCards>
