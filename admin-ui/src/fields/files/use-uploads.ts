import { useEffect, useRef, useState } from 'react'
import { type HttpError, useTranslate } from 'react-admin'
import type { StoredFile } from './file.ts'
import { type Sending, sendFile } from './send.ts'

/** A file on its way. */
export interface Upload {
  readonly key: number
  readonly file: File
  readonly sent: number
  /** The file of which it is a new version. */
  readonly replaces?: string
  /** Why it did not arrive. */
  readonly problem?: string
}

const mostAtOnce = 3

/** Sends files a few at a time; each can be stopped, and tried again when it failed. Leaving the form stops them all. */
export function useUploads(
  to: Pick<Sending, 'tenant' | 'target' | 'field'>,
  onStored: (file: StoredFile, replaces?: string) => void,
) {
  const translate = useTranslate()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const stops = useRef(new Map<number, AbortController>())
  const queue = useRef<Upload[]>([])
  const count = useRef(0)
  const stored = useRef(onStored)
  stored.current = onStored

  useEffect(
    () => () => {
      for (const stop of stops.current.values()) stop.abort()
    },
    [],
  )

  const change = (key: number, changes: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...changes } : one)))
  const drop = (key: number) => setUploads((all) => all.filter((one) => one.key !== key))

  async function run(upload: Upload): Promise<void> {
    const { key, file, replaces } = upload
    const stop = new AbortController()
    stops.current.set(key, stop)
    try {
      const onProgress = (sent: number) => change(key, { sent })
      const version = replaces === undefined ? {} : { replaces }
      stored.current(await sendFile(file, { ...to, ...version, signal: stop.signal, onProgress }), replaces)
      drop(key)
    } catch (error) {
      const told = (error as HttpError).body as { message?: string } | undefined
      if (!stop.signal.aborted) change(key, { problem: told?.message ?? translate('files.unreachable') })
    }
    stops.current.delete(key)
    next()
  }

  function next(): void {
    while (stops.current.size < mostAtOnce) {
      const upload = queue.current.shift()
      if (!upload) return
      void run(upload)
    }
  }

  return {
    uploads,
    isBusy: uploads.some(({ problem }) => problem === undefined),
    add(files: readonly File[], version: Pick<Upload, 'replaces'> = {}) {
      const added = files.map((file) => ({ key: count.current++, file, sent: 0, ...version }))
      setUploads((all) => [...all, ...added])
      queue.current.push(...added)
      next()
    },
    retry(upload: Upload) {
      const { problem: _, ...again } = upload
      setUploads((all) => all.map((one) => (one.key === upload.key ? { ...again, sent: 0 } : one)))
      queue.current.push(again)
      next()
    },
    stop(key: number) {
      queue.current = queue.current.filter((one) => one.key !== key)
      stops.current.get(key)?.abort()
      drop(key)
    },
  }
}
