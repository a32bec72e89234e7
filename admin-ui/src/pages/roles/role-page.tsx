import { Skeleton } from '@mui/material'
import { useGetOne, useTranslate } from 'react-admin'
import { useParams } from 'react-router-dom'
import { Empty } from '../../shell/empty.tsx'
import type { RoleRecord } from './rights.ts'
import { RoleEditor } from './role-editor.tsx'
import { useCatalogue } from './use-speech.ts'

/** One role: its name, what it starts from, and every right it gives. */
export default function RolePage() {
  const { id = '' } = useParams()
  const translate = useTranslate()
  const { data: role, error } = useGetOne<RoleRecord>('roles', { id }, { retry: false })
  const catalogue = useCatalogue()
  if (error) return <Empty text={error.message} />
  if (catalogue.error) return <Empty text={catalogue.error.message} />
  if (!role || !catalogue.data)
    return <Skeleton variant="rectangular" height={480} sx={{ my: 2 }} aria-label={translate('ra.page.loading')} />
  return <RoleEditor key={role.id} role={role} resources={catalogue.data.resources} />
}
