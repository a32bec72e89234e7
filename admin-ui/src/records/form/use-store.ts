import type { ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import { type RaRecord, useCreatePath, useTranslate, useUpdate } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { formErrors, useRefusal } from '../refusal.ts'
import { useUndoable } from '../undo.tsx'
import { saved } from './leave-guard.tsx'
import { isStale, useStale } from './use-stale.ts'

type Values = Readonly<Record<string, unknown>>
type Errors = Readonly<Record<string, string>>

/** Saves changes of a record over the version they were made on; what was saved can be taken back for a moment. */
export function useStore(resource: ManifestResource, fields: readonly ManifestRecordField[], begun: RaRecord) {
  const { name } = resource
  const translate = useTranslate()
  const navigate = useNavigate()
  const createPath = useCreatePath()
  const undoable = useUndoable()
  const refusal = useRefusal()
  const { stale, open, close } = useStale(resource, fields)
  const [update, { isPending: isStoring }] = useUpdate<RaRecord>()

  const put = (changes: Values, over: RaRecord) =>
    update(
      name,
      { id: over.id, data: { ...changes, version: over['version'] }, previousData: over },
      { returnPromise: true },
    ) as Promise<RaRecord>

  async function store(changes: Values, over: RaRecord): Promise<Errors | undefined> {
    try {
      const stored = Object.keys(changes).length > 0 ? await put(changes, over) : undefined
      close()
      navigate(createPath({ resource: name, id: begun.id, type: 'show' }), { state: saved })
      if (stored) {
        const before = Object.fromEntries(Object.keys(changes).map((field) => [field, over[field] ?? null]))
        undoable(translate('records.saved'), () => put(before, stored).catch(refusal.tell))
      }
      return undefined
    } catch (error) {
      if (!isStale(error)) return formErrors(error, refusal.text(error))
      await open(begun, { ...begun, ...changes })
      return { root: refusal.text(error) }
    }
  }

  return { store, isStoring, stale, close }
}
