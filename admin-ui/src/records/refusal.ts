import { HttpError, useNotify, useTranslate } from 'react-admin'

/** What the server said of a refusal, as it said it. */
export function useRefusal() {
  const translate = useTranslate()
  const notify = useNotify()
  const text = (error: unknown): string =>
    error instanceof HttpError || error instanceof Error ? error.message : translate('ra.notification.http_error')
  return { text, tell: (error: unknown) => notify(text(error), { type: 'error' }) }
}

/** Refusals by field, as a form shows them; what concerns no field stands above the form. */
export function formErrors(error: unknown, text: string): Record<string, string> {
  const fields = error instanceof HttpError ? (error.body?.errors as Record<string, string> | undefined) : undefined
  return fields && Object.keys(fields).length > 0 ? fields : { root: text }
}

export const codeOf = (error: unknown): string | undefined =>
  error instanceof HttpError ? (error.body?.code as string | undefined) : undefined
