import { Button } from '@mui/material'
import { useTranslate } from 'react-admin'
import { Empty } from './empty.tsx'

/** Instead of a screen that failed. */
export function Broken({ resetErrorBoundary }: { readonly resetErrorBoundary: () => void }) {
  const translate = useTranslate()
  return (
    <Empty text={translate('ra.message.error')}>
      <Button variant="outlined" onClick={resetErrorBoundary}>
        {translate('shell.again')}
      </Button>
    </Empty>
  )
}
