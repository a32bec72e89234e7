import type { ManifestAction, ManifestResource } from '@guildhall/sdk/manifest'
import { useState } from 'react'
import { type RaRecord, useDataProvider, useNotify, useRefresh, useTranslate } from 'react-admin'
import type { GuildhallData } from '../../server/data-provider.ts'
import { codeOf, formErrors, useRefusal } from '../refusal.ts'

type Errors = Readonly<Record<string, string>>

/** Does an action on a record. What it changes elsewhere nobody knows, so that everything on the screen is asked for anew. */
export function useAct({ name }: ManifestResource, record: RaRecord) {
  const data = useDataProvider<GuildhallData>()
  const [acting, setActing] = useState<string | null>(null)
  const refresh = useRefresh()
  const notify = useNotify()
  const translate = useTranslate()
  const refusal = useRefusal()

  async function act(
    action: Pick<ManifestAction, 'name' | 'label' | 'input'>,
    input: object = {},
  ): Promise<Errors | undefined> {
    setActing(action.name)
    try {
      await data.act(name, record.id, action.name, input)
      refresh()
      notify(translate('records.acted', { action: translate(action.label) }), { type: 'info' })
      return undefined
    } catch (error) {
      // Somebody was faster: what the screen shows is no longer so.
      if (codeOf(error) === 'records.wrong_state' || codeOf(error) === 'records.stale') refresh()
      if (action.input.length === 0) refusal.tell(error)
      return formErrors(error, refusal.text(error))
    } finally {
      setActing(null)
    }
  }

  return { act, acting }
}
