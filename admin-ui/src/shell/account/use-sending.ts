import { useState } from 'react'
import { HttpError } from 'react-admin'
import type { Problem } from '../../server/http.ts'

export interface Sending {
  readonly isBusy: boolean
  /** What the server says against one field. */
  errorOf(field: string): string | undefined
  /** What it says against the whole. */
  readonly error: string | undefined
  /** Sends; true when it was taken. */
  send(work: () => Promise<unknown>): Promise<boolean>
}

/** A small form's way to the server and back: busy while it is on its way, and the server's sentences where they belong. */
export function useSending(): Sending {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Partial<Problem> | null>(null)
  const errors = problem?.errors ?? {}
  return {
    isBusy,
    errorOf: (field) => errors[field],
    error: problem && Object.keys(errors).length === 0 ? problem.message : undefined,
    async send(work) {
      setBusy(true)
      setProblem(null)
      try {
        await work()
        return true
      } catch (error) {
        setProblem(error instanceof HttpError && error.body ? error.body : { message: (error as Error).message })
        return false
      } finally {
        setBusy(false)
      }
    },
  }
}
