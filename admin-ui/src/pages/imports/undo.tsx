import { Box, Button, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { Confirm } from '../parts/confirm.tsx'
import { useCore, useTell } from '../parts/use-core.ts'
import type { Counts, Import } from './imports.ts'

/** The way back: first what it would do, then it is done. */
export function Undo({ found }: { readonly found: Import }) {
  const translate = useTranslate()
  const [isAsking, setAsking] = useState(false)
  const path = `/imports/${found.id}/undo`
  const { data: plan } = useCore<Counts>(path, { isOn: isAsking })
  const { mutate, isPending } = useTell({ onDone: () => setAsking(false) })
  return (
    <Box>
      <Button color="inherit" variant="outlined" onClick={() => setAsking(true)}>
        {translate('pages.imports.undo')}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={translate('pages.imports.undo_title')}
        action={translate('pages.imports.undo')}
        isDestructive
        isBusy={isPending || !plan}
        isDisabled={(plan?.removed ?? 0) + (plan?.restored ?? 0) === 0}
        onClose={() => setAsking(false)}
        onConfirm={() => mutate({ path, body: {} })}
      >
        {(['removed', 'restored', 'kept'] as const).map((name) => (
          <Typography key={name}>
            {translate(`pages.imports.plan.${name}`, { smart_count: plan?.[name] ?? 0 })}
          </Typography>
        ))}
      </Confirm>
    </Box>
  )
}
