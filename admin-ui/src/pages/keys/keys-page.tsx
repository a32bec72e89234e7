import { Button } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { Card } from '../parts/card.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import { useCore } from '../parts/use-core.ts'
import { KeyList } from './key-list.tsx'
import type { KeyPolicy, KeyRecord } from './keys.ts'
import { NewKey } from './new-key.tsx'

const pageSize = 50

/** One's own keys for programs; for administrators those of everybody, too. */
export default function KeysPage() {
  const translate = useTranslate()
  const { pages } = useManifest()
  const [isMaking, setMaking] = useState(false)
  const { data: own } = useCore<readonly KeyRecord[]>('/auth/keys')
  const { data: policy } = useCore<KeyPolicy>('/auth/keys/policy')
  return (
    <PageFrame
      isNarrow
      title={translate('pages.keys.title')}
      lead={translate('pages.keys.lead')}
      actions={
        <Button variant="contained" disabled={!policy} onClick={() => setMaking(true)}>
          {translate('pages.keys.new')}
        </Button>
      }
    >
      <Card isFlush title={translate('pages.keys.own')}>
        <KeyList keys={own} path="/auth/keys" empty={translate('pages.keys.empty')} />
      </Card>
      {pages['journal'] && <KeysOfAll />}
      {isMaking && policy && <NewKey policy={policy} onClose={() => setMaking(false)} />}
    </PageFrame>
  )
}

function KeysOfAll() {
  const translate = useTranslate()
  const [shown, setShown] = useState(pageSize)
  const { data } = useCore<readonly KeyRecord[]>(`/keys?range=[0,${shown - 1}]`)
  return (
    <Card isFlush title={translate('pages.keys.of_all')} lead={translate('pages.keys.of_all_lead')}>
      <KeyList keys={data} path="/keys" empty={translate('pages.keys.empty_all')} />
      {data?.length === shown && (
        <Button fullWidth onClick={() => setShown(shown + pageSize)}>
          {translate('pages.more')}
        </Button>
      )}
    </Card>
  )
}
