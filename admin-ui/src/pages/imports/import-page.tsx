import { Alert, Box, Skeleton, Step, StepLabel, Stepper, useMediaQuery } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { useParams } from 'react-router-dom'
import { useManifest } from '../../server/manifest.ts'
import { PageFrame } from '../parts/page-frame.tsx'
import { useCore } from '../parts/use-core.ts'
import { FileDrop } from './file-drop.tsx'
import { type Import, type Importable, isWorking, stepOf } from './imports.ts'
import { Meaning } from './meaning.tsx'
import { Outcome } from './outcome.tsx'
import { Progress } from './progress.tsx'
import { sendFile } from './send-file.ts'

const steps = ['file', 'columns', 'check', 'run', 'result'] as const

/** One import, step by step: file, columns, check, run, result. */
export default function ImportPage() {
  const translate = useTranslate()
  const { id = '' } = useParams()
  const { tenant } = useManifest()
  const isNarrow = useMediaQuery('(max-width: 600px)')
  const [isMapping, setMapping] = useState(false)
  const [isWaiting, setWaiting] = useState(false)
  const { data, refetch, error } = useCore<Import>(`/imports/${id}`, isWaiting ? { every: 1000 } : {})
  const { data: resources } = useCore<readonly Importable[]>('/imports/resources')
  if (error) return <Alert severity="error">{error.message}</Alert>
  if (!data || !resources) return <Skeleton variant="rounded" height={240} />
  const isBusy = isWorking(data)
  // Asked again only while something is under way.
  if (isBusy !== isWaiting) setWaiting(isBusy)
  const step = isMapping && !isBusy ? 1 : stepOf(data)
  return (
    <PageFrame title={translate('pages.imports.one', { name: data.sheets.map(({ name }) => name).join(', ') })}>
      <Stepper activeStep={data.state === 'done' ? steps.length : step} alternativeLabel={isNarrow}>
        {steps.map((name, at) => (
          <Step key={name}>
            <StepLabel>{isNarrow && at !== step ? '' : translate(`pages.imports.steps.${name}`)}</StepLabel>
          </Step>
        ))}
      </Stepper>
      {data.error && <Alert severity="error">{data.error.message}</Alert>}
      {isBusy && <Progress found={data} />}
      {!isBusy && step === 1 && (
        <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
          <Meaning
            key={data.sheets.length}
            found={data}
            resources={resources}
            onChecking={async () => {
              setMapping(false)
              await refetch()
            }}
          />
          {data.isOpen && (
            <FileDrop
              label={translate('pages.imports.add')}
              onFile={async (file) => {
                await sendFile<Import>(tenant.slug, `/imports/${id}/files`, file)
                await refetch()
              }}
            />
          )}
        </Box>
      )}
      {!isBusy && step !== 1 && <Outcome found={data} onMapping={() => setMapping(true)} />}
    </PageFrame>
  )
}
