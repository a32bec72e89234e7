import { Title, useTranslate } from 'react-admin'
import { Empty } from './empty.tsx'

export function NotFound() {
  const translate = useTranslate()
  return (
    <>
      <Title title={translate('ra.page.not_found')} />
      <Empty text={translate('ra.message.not_found')} />
    </>
  )
}
