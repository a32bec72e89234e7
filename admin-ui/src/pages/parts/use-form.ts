import { useState } from 'react'
import { type Telling, useTell } from './use-core.ts'

export interface Refused {
  readonly message: string
  /** What is wrong with single fields, by their names. */
  readonly errors: Readonly<Record<string, string>>
}

export interface Form {
  readonly isBusy: boolean
  readonly refused: Refused | undefined
  send(telling: Telling): void
  errorOf(field: string): string | undefined
  /** How a field looks that may have been refused. */
  told(field: string, hint?: string): { readonly error: boolean; readonly helperText: string | undefined }
}

/** A form that is sent to a route of the core and shows what is refused where it was entered. */
export function useForm<T>(onDone: (answer: T) => void | Promise<void>): Form {
  const [refused, setRefused] = useState<Refused>()
  const { mutate, isPending } = useTell<T>({
    onDone,
    onRefused({ message, errors }) {
      setRefused({ message, errors: (errors as Record<string, string> | undefined) ?? {} })
      return true
    },
  })
  const errorOf = (field: string) => refused?.errors[field]
  return {
    isBusy: isPending,
    refused,
    send(telling) {
      setRefused(undefined)
      mutate(telling)
    },
    errorOf,
    told: (field, hint) => ({ error: errorOf(field) !== undefined, helperText: errorOf(field) ?? hint }),
  }
}
