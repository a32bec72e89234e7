import { Box } from '@mui/material'
import { type ComponentType, Fragment } from 'react'
import { Title, useRecordContext, useResourceContext, useTranslate } from 'react-admin'
import { useManifest } from '../server/manifest.ts'
import type { RecordSlotProps } from '../shared/module.ts'
import { Slot } from './slot.tsx'
import { useQuiet } from './use-quiet.ts'
import { type PlacedSlot, useSlots } from './use-slots.ts'

const keyOf = ({ module, slot }: PlacedSlot) => `${module.plugin}/${slot.name}`

/** Something of a plugin's that needs nothing but its place: a page, a widget, a view of the list around it. */
export function PlainSlot({ placed }: { readonly placed: PlacedSlot }) {
  return (
    <Slot placed={placed}>
      {(fill) => {
        const Fill = fill as ComponentType
        return <Fill />
      }}
    </Slot>
  )
}

/** Something of a plugin's that is about the record around it: a tab, or beside it. */
export function RecordSlot({ placed }: { readonly placed: PlacedSlot }) {
  const record = useRecordContext()
  const resource = useResourceContext() ?? ''
  if (!record) return null
  return (
    <Slot placed={placed}>
      {(fill) => {
        const Fill = fill as ComponentType<RecordSlotProps>
        return <Fill resource={resource} record={record} />
      }}
    </Slot>
  )
}

/** What plugins put at the top of every screen, which nobody waits for: the screen itself comes first. In another installation one looks only: signs of one's own stay at home. */
export function BarSlots() {
  const { link } = useManifest()
  const offered = useSlots('bar').filter(({ slot }) => !(link && slot.instead))
  const isQuiet = useQuiet()
  const room = <Box sx={{ width: 36 }} />
  return offered.map((placed) => (
    <Fragment key={keyOf(placed)}>
      {isQuiet ? (
        <Slot placed={placed} waiting={room}>
          {(fill) => {
            const Fill = fill as ComponentType
            return <Fill />
          }}
        </Slot>
      ) : (
        room
      )}
    </Fragment>
  ))
}

/** A plugin's own screen. */
export function SlotPage({ placed }: { readonly placed: PlacedSlot }) {
  const translate = useTranslate()
  return (
    <>
      <Title title={translate(placed.slot.label)} />
      <PlainSlot placed={placed} />
    </>
  )
}
