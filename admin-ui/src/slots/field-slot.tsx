import type { ComponentType } from 'react'
import { useResourceContext } from 'react-admin'
import type { FieldProps, Kind } from '../fields/kind.ts'
import type { FieldWidget } from '../shared/module.ts'
import { Slot } from './slot.tsx'
import { type PlacedSlot, useSlots } from './use-slots.ts'

/** A kind of field as plugins may draw it: one field of a resource in their own way, or every field of the kind. */
export function openToSlots(kind: Kind): Kind {
  const { Cell, Input, Filter } = kind
  return {
    ...kind,
    Cell: drawn('Cell', Cell),
    ...(Input && { Input: drawn('Input', Input) }),
    ...(Filter && { Filter: drawn('Filter', Filter) }),
  }
}

function drawn<P extends FieldProps>(part: keyof FieldWidget, Usual: ComponentType<P>): ComponentType<P> {
  return function Field(props: P) {
    const placed = useFieldSlot(props)
    if (!placed) return <Usual {...props} />
    return (
      <Slot placed={placed} waiting={<Usual {...props} />}>
        {(fill) => {
          // What the plugin has no part for is drawn as usual.
          const Own = ((fill as FieldWidget)[part] as ComponentType<P> | undefined) ?? Usual
          return <Own {...props} />
        }}
      </Slot>
    )
  }
}

/** What is for this one field comes before what is for all of its kind. */
function useFieldSlot({ field }: FieldProps): PlacedSlot | undefined {
  const slots = useSlots('field')
  const resource = useResourceContext()
  return (
    slots.find(({ slot }) => slot.field === field.name && slot.resource === resource) ??
    slots.find(({ slot }) => slot.fieldKind === field.kind)
  )
}
