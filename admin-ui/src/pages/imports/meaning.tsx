import { Alert, Box, Button, Tab, Tabs } from '@mui/material'
import { useState } from 'react'
import { useDataProvider, useTranslate } from 'react-admin'
import type { GuildhallData } from '../../server/data-provider.ts'
import type { Problem } from '../../server/http.ts'
import { Card } from '../parts/card.tsx'
import { problemOf, useTell } from '../parts/use-core.ts'
import type { Import, Importable, Mapping } from './imports.ts'
import { SheetMeaning } from './sheet-meaning.tsx'

interface MeaningProps {
  readonly found: Import
  readonly resources: readonly Importable[]
  onChecking(): Promise<void>
}

/** What each sheet holds and each of its columns means; then it is tried. */
export function Meaning({ found, resources, onChecking }: MeaningProps) {
  const translate = useTranslate()
  const data = useDataProvider<GuildhallData>()
  const [mappings, setMappings] = useState<readonly (Mapping | null)[]>(found.sheets.map(({ mapping }) => mapping))
  const [problem, setProblem] = useState<Problem | null>(null)
  const [at, setAt] = useState(0)
  const sheet = found.sheets[at]
  const tabs = found.sheets.map(({ name }, index) => ({ name, index }))
  const { mutate, isPending } = useTell<Import>({
    async onDone() {
      await data.call(`/imports/${found.id}/check`, { method: 'POST', body: {} })
      await onChecking()
    },
    onRefused: (told) => {
      setProblem(told)
      const [, wrong] = /^sheets\.(\d+)\./.exec(told.fields?.[0]?.path ?? '') ?? []
      if (wrong) setAt(Number(wrong))
      return true
    },
  })
  const put = (mapping: Mapping | null) => {
    setProblem(null)
    setMappings(mappings.map((each, index) => (index === at ? mapping : each)))
  }
  const suggest = async (resource: string) => {
    try {
      const path = `/imports/${found.id}/suggestion?sheet=${at}&resource=${encodeURIComponent(resource)}`
      const { mapping } = await data.call<{ mapping: Mapping | null }>(path)
      put(mapping)
    } catch (error) {
      setProblem(problemOf(error) ?? null)
    }
  }
  const told = (path: string) => problem?.fields?.find((field) => field.path === `sheets.${at}.${path}`)?.message
  const general = problem && !problem.fields?.some(({ path }) => path.startsWith('sheets.')) ? problem : null
  const none = problem?.fields?.find(({ path }) => path === 'sheets')
  return (
    <Card isFlush title={translate('pages.imports.meaning')} lead={translate('pages.imports.meaning_hint')}>
      {found.sheets.length > 1 && (
        <Tabs
          value={at}
          onChange={(_event, value) => setAt(value)}
          variant="scrollable"
          sx={{ borderBottom: 1, borderColor: 'divider', px: 1 }}
        >
          {tabs.map(({ name, index }) => (
            <Tab key={index} value={index} label={name} />
          ))}
        </Tabs>
      )}
      <Box sx={{ display: 'grid', gap: 2, p: 2, minWidth: 0 }}>
        {(general || none) && <Alert severity="error">{none?.message ?? general?.message}</Alert>}
        {sheet && (
          <SheetMeaning
            key={at}
            sheet={sheet}
            mapping={mappings[at] ?? null}
            resources={resources}
            told={told}
            onResource={(resource) => (resource ? void suggest(resource) : put(null))}
            onChange={put}
          />
        )}
        <Box>
          <Button
            variant="contained"
            loading={isPending}
            disabled={mappings.every((mapping) => !mapping)}
            onClick={() => mutate({ path: `/imports/${found.id}/mapping`, method: 'PUT', body: { sheets: mappings } })}
          >
            {translate('pages.imports.check')}
          </Button>
        </Box>
      </Box>
    </Card>
  )
}
