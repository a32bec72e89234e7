import type { ManifestRecordField } from '@guildhall/sdk/manifest'
import { Box } from '@mui/material'
import { useWatch } from 'react-hook-form'
import { kindOf } from '../../fields/kinds.ts'
import { useManifest } from '../../server/manifest.ts'
import { Detail } from '../detail.tsx'
import { wideCell } from './section-card.tsx'
import { meets } from './show-when.ts'

export interface FieldSlotProps {
  readonly field: ManifestRecordField
  readonly isSettled?: boolean
  readonly when?: Readonly<Record<string, unknown>> | undefined
}

/** A field's place in a form: its input, or what is settled; only while its condition holds. */
export function FieldSlot({ when, ...props }: FieldSlotProps) {
  return when ? <Conditional when={when} {...props} /> : <Placed {...props} />
}

function Conditional({ when, ...props }: FieldSlotProps & { when: Readonly<Record<string, unknown>> }) {
  const { me } = useManifest()
  const values = useWatch()
  return meets(when, values, me) ? <Placed {...props} /> : null
}

function Placed({ field, isSettled = false }: FieldSlotProps) {
  const { Input, isWide } = kindOf(field.kind)
  const content = isSettled ? (
    <Detail field={field} />
  ) : Input ? (
    <Input field={field} source={field.name} isDisabled={false} />
  ) : null
  return <Box sx={isWide?.(field) ? wideCell : { minWidth: 0 }}>{content}</Box>
}
