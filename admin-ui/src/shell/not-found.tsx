import { Button } from '@mui/material'
import { Title, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { Empty } from './empty.tsx'

export function NotFound() {
  const translate = useTranslate()
  return (
    <>
      <Title title={translate('ra.page.not_found')} />
      <Empty text={translate('ra.message.not_found')}>
        <Button component={Link} to="/" variant="outlined">
          {translate('ra.page.dashboard')}
        </Button>
      </Empty>
    </>
  )
}
