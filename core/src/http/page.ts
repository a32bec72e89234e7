import type { FastifyReply } from 'fastify'
import { badQuery } from '../records/errors.ts'

export interface PageRequest {
  readonly from: number
  readonly limit: number
  readonly filter: Readonly<Record<string, string>>
}

export interface Page<Row = unknown> {
  readonly rows: readonly Row[]
  readonly from: number
  readonly total: number
}

const usual = 25
const most = 1000

/** `range=[0,24]&filter={"plugin":"leave"}`, for lists that are not of records: newest first, filters are equalities. */
export function parsePage(query: unknown): PageRequest {
  const { range, filter } = query as { range?: string; filter?: string }
  const [from, to] = range ? parse(range, 'range', isRange) : [0, usual - 1]
  return { from, limit: to - from + 1, filter: filter ? parse(filter, 'filter', isFilter) : {} }
}

/** `users 0-24/319`, as lists of records answer it; an empty page is `users 0-0/0`. */
export function contentRange(name: string, from: number, count: number, total: number | '*'): string {
  return `${name} ${from}-${from + Math.max(count, 1) - 1}/${total}`
}

export function sendPage(reply: FastifyReply, name: string, { rows, from, total }: Page): FastifyReply {
  return reply.header('content-range', contentRange(name, from, rows.length, total)).send(rows)
}

/** For lists that are short enough to be sent whole. */
export function sendAll(reply: FastifyReply, name: string, rows: readonly unknown[]): FastifyReply {
  return sendPage(reply, name, { rows, from: 0, total: rows.length })
}

function parse<T>(text: string, path: string, is: (value: unknown) => value is T): T {
  try {
    const value: unknown = JSON.parse(text)
    if (is(value)) return value
  } catch {
    throw badQuery({}, [{ path, code: 'validation.json' }])
  }
  throw badQuery({}, [{ path, code: 'validation.pattern' }])
}

function isRange(value: unknown): value is [number, number] {
  if (!Array.isArray(value) || value.length !== 2) return false
  const [from, to] = value as unknown[]
  return (
    Number.isInteger(from) &&
    Number.isInteger(to) &&
    (from as number) >= 0 &&
    (to as number) >= (from as number) &&
    (to as number) - (from as number) < most
  )
}

function isFilter(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((one) => typeof one === 'string')
  )
}
