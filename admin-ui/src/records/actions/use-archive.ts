import type { ManifestResource } from '@guildhall/sdk/manifest'
import { type RaRecord, useDataProvider, useRefresh, useTranslate } from 'react-admin'
import { useTitleOf } from '../../fields/title.ts'
import type { GuildhallData } from '../../server/data-provider.ts'
import { useRefusal } from '../refusal.ts'
import { useUndoable } from '../undo.tsx'

/** Puts a record away and brings it back; each takes the other back. */
export function useArchive({ name }: ManifestResource, record: RaRecord) {
  const data = useDataProvider<GuildhallData>()
  const refresh = useRefresh()
  const translate = useTranslate()
  const undoable = useUndoable()
  const refusal = useRefusal()
  const title = useTitleOf()(name, record)

  async function move(action: 'archive' | 'restore') {
    try {
      await data.act(name, record.id, action)
      refresh()
      return true
    } catch (error) {
      refusal.tell(error)
      return false
    }
  }
  const archive = async () => {
    if (await move('archive')) undoable(translate('records.archived', { title }), () => move('restore'))
  }
  const restore = async () => {
    if (await move('restore')) undoable(translate('records.restored', { title }), () => move('archive'))
  }
  return { archive, restore }
}
