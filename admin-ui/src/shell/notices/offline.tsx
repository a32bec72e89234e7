import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { useTranslate } from 'react-admin'
import { fetchNoting, noteReach, reach } from '../../server/reach.ts'
import { Notice } from './notice.tsx'

/** While the server cannot be reached; what was typed stays, and everything is asked anew once it can. */
export function Offline() {
  const translate = useTranslate()
  const client = useQueryClient()
  const isReached = useSyncExternalStore(reach.subscribe, reach.isReached)

  useEffect(() => {
    const lost = () => noteReach(false)
    const back = () => void tryAgain()
    addEventListener('offline', lost)
    addEventListener('online', back)
    return () => {
      removeEventListener('offline', lost)
      removeEventListener('online', back)
    }
    async function tryAgain() {
      const answer = await fetchNoting('/health/live').catch(() => null)
      if (answer) await client.invalidateQueries()
    }
  }, [client])

  if (isReached) return null
  const retry = () => dispatchEvent(new Event('online'))
  return (
    <Notice
      tone="warning"
      text={translate('shell.offline.text')}
      action={{ label: translate('shell.offline.retry'), onClick: retry }}
    />
  )
}
