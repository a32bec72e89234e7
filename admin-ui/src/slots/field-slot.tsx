import type { ManifestField } from '@guildhall/sdk/manifest'
import type { ComponentType } from 'react'
import { useResourceContext } from 'react-admin'
import type { Kind } from '../fields/kind.ts'
import { kindOf } from '../fields/kinds.ts'
import type { FieldWidget } from '../shared/module.ts'
import { Slot } from './slot.tsx'
import { type PlacedSlot, useSlots } from './use-slots.ts'

type Part = 'Cell' | 'Input' | 'Filter'

/** A field's kind, and over it what plugins draw instead: for this one field first, then for all of its kind. */
export function kindFor(slots: readonly PlacedSlot[], resource: string | undefined, field: ManifestField): Kind {
  const kind = kindOf(field.kind)
  const placed =
    slots.find(({ slot }) => slot.field === field.name && slot.resource === resource) ??
    slots.find(({ slot }) => slot.fieldKind === field.kind)
  return placed ? drawnBy(placed, kind) : kind
}

/** How the fields of the resource around are drawn. */
export function useKinds(): (field: ManifestField) => Kind {
  const slots = useSlots('field')
  const resource = useResourceContext()
  return (field) => kindFor(slots, resource, field)
}

const drawn = new WeakMap<PlacedSlot, WeakMap<Kind, Kind>>()

function drawnBy(placed: PlacedSlot, kind: Kind): Kind {
  const known = drawn.get(placed) ?? new WeakMap<Kind, Kind>()
  drawn.set(placed, known)
  const made = known.get(kind) ?? {
    ...kind,
    Cell: replaced(placed, 'Cell', kind.Cell),
    ...(kind.Input && { Input: replaced(placed, 'Input', kind.Input) }),
    ...(kind.Filter && { Filter: replaced(placed, 'Filter', kind.Filter) }),
  }
  known.set(kind, made)
  return made
}

/** What the plugin has no part for is drawn as usual. */
function replaced<P extends object>(placed: PlacedSlot, part: Part, Usual: ComponentType<P>): ComponentType<P> {
  return function FieldSlot(props: P) {
    return (
      <Slot placed={placed} waiting={<Usual {...props} />}>
        {(fill) => {
          const Own = ((fill as FieldWidget)[part] as ComponentType<P> | undefined) ?? Usual
          return <Own {...props} />
        }}
      </Slot>
    )
  }
}
