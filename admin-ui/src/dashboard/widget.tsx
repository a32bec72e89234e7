import type { ManifestWidget } from '@guildhall/sdk/manifest'
import { Alert, Button, Skeleton } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useDataProvider, useTranslate } from 'react-admin'
import type { GuildhallData } from '../server/data-provider.ts'
import type { WidgetAnswer } from './answers.ts'
import { Chart } from './chart.tsx'
import { Figure } from './figure.tsx'
import { ShortList } from './short-list.tsx'

/** A card that the server reckons, under the reader's rules. */
export function Widget({ widget, title }: { readonly widget: ManifestWidget; readonly title: string }) {
  const data = useDataProvider<GuildhallData>()
  const translate = useTranslate()
  const { url, kind } = widget
  const {
    data: answer,
    error,
    refetch,
  } = useQuery({
    // The resource stands first, as it does for its lists: what makes those anew makes this anew.
    queryKey: [widget.resource, 'widget', url],
    queryFn: () => data.call<WidgetAnswer>(url.slice('/api'.length)),
  })
  if (error)
    return (
      <Alert
        severity="warning"
        variant="outlined"
        action={
          <Button color="inherit" size="small" onClick={() => void refetch()}>
            {translate('dashboard.retry')}
          </Button>
        }
      >
        {error.message}
      </Alert>
    )
  if (!answer) return <Skeleton variant="rounded" height={kind === 'count' || kind === 'sum' ? 44 : 200} />
  if (answer.kind === 'list') return <ShortList answer={answer} />
  if (answer.kind === 'trend' || answer.kind === 'chart') return <Chart answer={answer} title={title} />
  return <Figure answer={answer} />
}
