import { useState } from 'react'
import { type Asked, ask, type Refusal } from './ask.ts'
import { type Translate, useWords } from './words.ts'

export interface Asking {
  readonly isBusy: boolean
  /** The sentence that stands above the form. */
  readonly error: string | null
  errorOf(field: string): string | undefined
  /** The answer, or undefined when it was refused; the refusal is shown. */
  send<T>(path: string, body: object): Promise<{ readonly answer: T } | undefined>
}

export interface AskingOptions {
  /** True where the refusal is an answer that the form goes on with. */
  readonly onRefused?: (refusal: Refusal) => boolean
}

/** A form's way to the server; what it refuses is said in the server's own words. */
export function useAsking({ onRefused }: AskingOptions = {}): Asking {
  const { language, translate } = useWords()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null | undefined>(undefined)
  const errors = refusal?.errors ?? {}
  return {
    isBusy,
    error: sentence(),
    errorOf: (field) => errors[field],
    async send<T>(path: string, body: object) {
      setBusy(true)
      const asked: Asked<T> = await ask<T>(language, path, body)
      setBusy(false)
      const isAnswer = 'answer' in asked || (asked.refusal !== null && onRefused?.(asked.refusal) === true)
      setRefusal(isAnswer ? undefined : asked.refusal)
      return 'answer' in asked ? asked : undefined
    },
  }

  function sentence(): string | null {
    if (refusal === undefined || Object.keys(errors).length > 0) return null
    return sentenceOf(refusal, translate)
  }
}

/** What the server says against the whole; null is a server that cannot be reached. */
export function sentenceOf(refusal: Refusal | null, translate: Translate): string {
  if (refusal === null) return translate('door.unreachable')
  const wait = refusal.retryAfter && !/\d/.test(refusal.message)
  return [refusal.message, wait && translate('door.waitSeconds', { count: refusal.retryAfter })]
    .filter(Boolean)
    .join(' ')
}
