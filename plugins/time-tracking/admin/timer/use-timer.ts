import { type GuildhallData, problemOf } from '@guildhall/admin-ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { useDataProvider, useGetIdentity, useNotify, useTranslate } from 'react-admin'
import { isOffline, type Kept, keep, keptBy, replay } from './queue.ts'

export interface Choice {
  readonly subject: string
  readonly title: string
  readonly project: string | null
}

export interface Running {
  readonly id: string | null
  readonly title: string | null
  readonly project: string | null
  readonly startedAt: string
}

interface Answer {
  readonly running: Running | null
  readonly recent: readonly Choice[]
  readonly now: string
  readonly idleMinutes: number
}

const key = ['time-entries', 'timer']

/** What runs, and what can be done about it; also without a connection, for a while. */
export function useTimer() {
  const data = useDataProvider<GuildhallData>()
  const queries = useQueryClient()
  const notify = useNotify()
  const translate = useTranslate()
  const { identity } = useGetIdentity()
  const person = String(identity?.id ?? '')
  const [kept, setKept] = useState<readonly Kept[]>([])
  const { data: answer } = useQuery({ queryKey: key, queryFn: () => data.call<Answer>('/time-tracking/timer') })

  const flush = useCallback(async () => {
    if (!person || keptBy(person).length === 0) return
    const send = ({ id, path, body }: Kept) =>
      data.call(path, { method: 'POST', body, headers: { 'idempotency-key': id } })
    const refused = (error: Error) =>
      notify(translate('time-tracking:slots.timer.refused', { message: problemOf(error)?.message ?? error.message }), {
        type: 'error',
      })
    await navigator.locks.request(`guildhall.time.${person}`, () => replay(person, send, refused))
    setKept(keptBy(person))
    await queries.invalidateQueries({ queryKey: ['time-entries'] })
  }, [data, notify, person, queries, translate])

  useEffect(() => {
    setKept(person ? keptBy(person) : [])
    void flush()
    const again = () => void flush()
    addEventListener('online', again)
    const timer = setInterval(again, 30_000)
    return () => {
      removeEventListener('online', again)
      clearInterval(timer)
    }
  }, [flush, person])

  /** @throws what the server refused */
  async function take(path: string, body: Readonly<Record<string, unknown>>, title: string | null): Promise<void> {
    try {
      if (keptBy(person).length > 0) throw Object.assign(new Error(), { status: 0 })
      await data.call(path, { method: 'POST', body, headers: { 'idempotency-key': crypto.randomUUID() } })
      await queries.invalidateQueries({ queryKey: ['time-entries'] })
      await queries.invalidateQueries({ queryKey: ['attendances'] })
    } catch (error) {
      if (!isOffline(error)) throw error
      keep(person, { path, body: { at: new Date().toISOString(), ...body }, title })
      setKept(keptBy(person))
      notify(translate('time-tracking:slots.timer.offline'), { type: 'info' })
    }
  }

  return {
    running: kept.reduce<Running | null>(after, answer?.running ?? null),
    recent: answer?.recent ?? [],
    idleMinutes: answer?.idleMinutes ?? null,
    start: (choice: Choice, more: { replace?: boolean; at?: string } = {}) =>
      take('/time-tracking/timer/start', { subject: choice.subject, ...more }, choice.title),
    stop: (at?: string) => take('/time-tracking/timer/stop', at ? { at } : {}, null),
  }
}

/** What runs once the server has heard of it. */
const after = (_before: Running | null, { title, body }: Kept): Running | null =>
  title === null ? null : { id: null, title, project: null, startedAt: String(body.at) }
