import type { RecordSlotProps } from '@guildhall/admin-ui'
import { Made } from './made.tsx'

/** Beside what was made. */
export const MadeFile = ({ record }: RecordSlotProps) => <Made id={String(record.id)} />
