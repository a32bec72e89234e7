import { useCore, useTell } from '@guildhall/admin-ui'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'

export const path = '/plugins/notifications/settings'

interface Settings {
  readonly version: number
  readonly values: Readonly<Record<string, unknown>>
  readonly secrets: readonly string[]
}

export const useSettings = () => useCore<Settings>(path)

export type Draft = Readonly<Record<string, string | number | null>>

/** A part of the plugin's settings in a form; what is left empty goes back to its default, a secret to what is kept. */
export function useDraft({ values, secrets }: Settings, names: readonly string[], hidden: readonly string[]) {
  const translate = useTranslate()
  const notify = useNotify()
  const kept = Object.fromEntries(names.map((name) => [name, (values[name] ?? null) as string | number | null]))
  const [draft, setDraft] = useState<Draft>(kept)
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const { mutate, isPending } = useTell({
    onDone: () => notify(translate('notifications:slots.mail.saved'), { type: 'success' }),
    onRefused({ errors: told }) {
      setErrors(told ?? {})
      return told !== undefined
    },
  })
  const save = () => {
    setErrors({})
    const said = Object.entries(draft).filter(([name, value]) => !hidden.includes(name) || value)
    mutate({
      path,
      method: 'PATCH',
      body: Object.fromEntries(said.map(([name, value]) => [name, value === '' ? null : value])),
    })
  }
  return {
    ...{ draft, errors, isPending, save },
    isChanged: names.some((name) => (draft[name] ?? '') !== (kept[name] ?? '')),
    isKept: (name: string) => secrets.includes(name),
    put: (name: string, value: string | number | null) => setDraft({ ...draft, [name]: value }),
  }
}
