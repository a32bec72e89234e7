import { useCore } from '@guildhall/admin-ui'
import { Skeleton } from '@mui/material'
import { EditorForm, type Place, type Template } from './editor-form.tsx'

interface EditorProps {
  readonly place: Place
  readonly placeholders: readonly string[]
}

export function Editor({ place, placeholders }: EditorProps) {
  const { data, error } = useCore<Template>(`/notifications/template?${new URLSearchParams({ ...place })}`)
  if (error) throw error
  if (!data) return <Skeleton variant="rounded" height={240} />
  return <EditorForm key={JSON.stringify(data)} {...{ place, placeholders }} kept={data} />
}
