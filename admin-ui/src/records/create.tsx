import { useMemo } from 'react'
import {
  CreateBase,
  type RaRecord,
  useCreate,
  useCreatePath,
  useNotify,
  useRecordFromLocation,
  useResourceContext,
  useTranslate,
} from 'react-admin'
import { useNavigate, useSearchParams } from 'react-router-dom'
import { useManifest } from '../server/manifest.ts'
import { useNoun } from '../words/nouns.ts'
import { saved } from './form/leave-guard.tsx'
import { RecordForm } from './form/record-form.tsx'
import { creatableIn } from './form/settle.ts'
import { initialValues, valuesIn } from './form/values.ts'
import { RecordPage } from './record-page.tsx'
import { formErrors, useRefusal } from './refusal.ts'

/** The form of a new record: empty, prefilled by who led here (`?source={"project":"…"}`), or a copy. */
export function RecordCreate() {
  return (
    <CreateBase>
      <Creating />
    </CreateBase>
  )
}

function Creating() {
  const { require: resourceOf, me, zone } = useManifest()
  const resource = resourceOf(useResourceContext() ?? '')
  const { name } = resource
  const translate = useTranslate()
  const noun = useNoun()
  const navigate = useNavigate()
  const back = backIn(useSearchParams()[0])
  const createPath = useCreatePath()
  const notify = useNotify()
  const refusal = useRefusal()
  const [create] = useCreate<RaRecord>()
  const given = useRecordFromLocation()
  const fields = creatableIn(resource)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a form begins once
  const begun = useMemo(() => ({ ...initialValues(fields, { me, zone, now: new Date() }), ...given }), [name])

  async function store(form: Readonly<Record<string, unknown>>) {
    try {
      const record = (await create(
        name,
        { data: withoutEmpty(valuesIn(fields, form)) },
        { returnPromise: true },
      )) as RaRecord
      notify('records.created', { type: 'info', messageArgs: { smart_count: 1 } })
      navigate(back ?? pathAfter(record), { state: saved })
      return undefined
    } catch (error) {
      return formErrors(error, refusal.text(error))
    }
  }

  const pathAfter = ({ id }: RaRecord) =>
    resource.rights['read'] === 'never'
      ? createPath({ resource: name, type: 'list' })
      : createPath({ resource: name, id, type: 'show' })

  return (
    <RecordPage title={translate('ra.page.create', { name: noun(name) })}>
      <RecordForm
        resource={resource}
        fields={fields}
        record={begun}
        saveLabel="ra.action.create"
        onCancel={() => navigate(back ?? createPath({ resource: name, type: 'list' }))}
        onSubmit={store}
      />
    </RecordPage>
  )
}

/** Where the one who led here wants to be led back; within the backoffice only. */
const backIn = (search: URLSearchParams): string | undefined => {
  const path = search.get('back')
  return path && /^\/(?!\/)/.test(path) ? path : undefined
}

/** What was left empty is for the server's defaults. */
const withoutEmpty = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
