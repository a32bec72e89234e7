import type { ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import { Box } from '@mui/material'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { Form, type RaRecord, useTranslate } from 'react-admin'
import { kindOf } from '../../fields/kinds.ts'
import { gather, spread } from '../../server/own-fields.ts'
import { ErrorSummary } from './error-summary.tsx'
import { FieldSlot } from './field-slot.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { SaveBar } from './save-bar.tsx'
import { SectionCard } from './section-card.tsx'
import { sectionsOf } from './sections.ts'

export interface RecordFormProps {
  readonly resource: ManifestResource
  /** What may be entered. */
  readonly fields: readonly ManifestRecordField[]
  /** What was settled when the record was created: shown between the inputs. */
  readonly settled?: readonly ManifestRecordField[]
  /** What the form begins with. */
  readonly record: Partial<RaRecord>
  readonly saveLabel: string
  readonly onCancel: () => void
  /** Gives what is wrong, by field. */
  readonly onSubmit: (
    values: Readonly<Record<string, unknown>>,
  ) => Promise<Readonly<Record<string, string>> | undefined>
  readonly children?: ReactNode
}

/** The form of any record: its sections as cards, a bar to save, and the keyboard. */
export function RecordForm(props: RecordFormProps) {
  const { resource, fields, settled = [], record, saveLabel, onCancel, onSubmit, children } = props
  const translate = useTranslate()
  const box = useRef<HTMLDivElement>(null)
  const entered = new Set(fields)
  const shown = new Set([...fields, ...settled])
  const sections = sectionsOf(resource, (field) => shown.has(field) && kindOf(field.kind).Input !== undefined)
  return (
    <Box
      ref={box}
      onKeyDownCapture={(event) => saveByKey(event, box.current)}
      onKeyDown={(event) => leaveByKey(event, box.current, onCancel)}
    >
      <Form
        record={gather(record)}
        onSubmit={(values: Readonly<Record<string, unknown>>) => onSubmit(spread(values))}
        disableInvalidFormNotification
      >
        <ErrorSummary fields={resource.fields} />
        <Box sx={{ display: 'grid', gap: 2 }}>
          {sections.map(({ name, label, fields: inside }) => (
            <SectionCard key={name} label={label}>
              {inside.map((field) => (
                <FieldSlot
                  key={field.name}
                  field={field}
                  isSettled={!entered.has(field)}
                  when={resource.views.showWhen?.[field.name]}
                />
              ))}
            </SectionCard>
          ))}
        </Box>
        <SaveBar onCancel={onCancel} label={translate(saveLabel)} />
        <LeaveGuard />
        {children}
      </Form>
    </Box>
  )
}

/** Ctrl or ⌘ with Enter saves from anywhere, also from within an open list of choices, which would take it for a choice. */
function saveByKey(event: KeyboardEvent, box: HTMLElement | null): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !box?.contains(event.target as Node)) return
  event.preventDefault()
  event.stopPropagation()
  box.querySelector('form')?.requestSubmit()
}

/** Escape leaves; an open list of choices keeps its own. */
function leaveByKey(event: KeyboardEvent, box: HTMLElement | null, onCancel: () => void): void {
  const isOpen = (event.target as HTMLElement).getAttribute('aria-expanded') === 'true'
  if (event.key !== 'Escape' || event.defaultPrevented || isOpen || !box?.contains(event.target as Node)) return
  event.preventDefault()
  onCancel()
}
