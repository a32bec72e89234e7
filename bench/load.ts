import autocannon from 'autocannon'
import { groupCount, id, kinds, rows } from './data.ts'

/** One way of calling a server; `next` gives the path or body of the nth request. */
export interface Call {
  readonly name: 'listCount' | 'list' | 'workerList' | 'get' | 'create' | 'update'
  request(
    n: number,
    server: 'floor' | 'guildhall',
    worker: string,
  ): { method: 'GET' | 'POST' | 'PATCH'; path: string; body?: string }
}

const spread = (n: number, count: number) => 1 + ((n * 7919) % count)
const filter = (n: number) => encodeURIComponent(JSON.stringify({ group: id(kinds.group, spread(n, groupCount)) }))
const sort = `sort=${encodeURIComponent('["dueOn","ASC"]')}`
const page = `range=${encodeURIComponent('[0,24]')}`

export const calls: readonly Call[] = [
  {
    name: 'listCount',
    request: (n, server) => ({
      method: 'GET',
      path: `/api/bench-items?filter=${filter(n)}&${page}${server === 'guildhall' ? `&${sort}` : ''}`,
    }),
  },
  {
    name: 'list',
    request: (n, server) => ({
      method: 'GET',
      path: `/api/bench-items?filter=${filter(n)}&${page}&total=false${server === 'guildhall' ? `&${sort}` : ''}`,
    }),
  },
  {
    name: 'workerList',
    request: (_, server, worker) => ({
      method: 'GET',
      path: `/api/bench-items?${page}&total=false${server === 'guildhall' ? `&${sort}` : `&person=${worker}`}`,
    }),
  },
  { name: 'get', request: (n) => ({ method: 'GET', path: `/api/bench-items/${id(kinds.item, spread(n, rows))}` }) },
  {
    name: 'create',
    request: (n) => ({
      method: 'POST',
      path: '/api/bench-items',
      body: JSON.stringify({
        title: `New ${n}`,
        group: id(kinds.group, spread(n, groupCount)),
        dueOn: '2026-06-01',
        position: n,
      }),
    }),
  },
  {
    name: 'update',
    request: (n) => ({
      method: 'PATCH',
      path: `/api/bench-items/${id(kinds.item, spread(n, rows))}`,
      body: JSON.stringify({ position: n + 1_000_000 }),
    }),
  },
]

let served = 0

/** Requests a second over some seconds on 16 connections; a single refused request fails the run. */
export async function measure(
  call: Call,
  server: 'floor' | 'guildhall',
  url: string,
  options: { seconds: number; worker: string; headers: Record<string, string> },
): Promise<number> {
  const result = await autocannon({
    url,
    connections: 16,
    duration: options.seconds,
    headers: { 'content-type': 'application/json', ...options.headers },
    requests: [
      { setupRequest: (request: object) => ({ ...request, ...call.request(served++, server, options.worker) }) },
    ],
  } as never)
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${server} ${call.name}: ${result.non2xx} refused, ${result.errors} failed`)
  return result.requests.average
}
