import type { Platform } from '../../core/src/platform.ts'
import { address, password } from './dataset.ts'
import { id, kinds, projectsOfWorker, type Share, tasksPerProject } from './fill.ts'

/** One way to use the tasks of a tenant, and who does. */
export interface Call {
  readonly name: string
  readonly as: 'admin' | 'worker'
  request(share: Share, turn: number): { method: 'GET' | 'POST' | 'PATCH'; url: string; body?: object }
}

export interface Person {
  readonly cookie: string
}

const tasks = (query: string) => ({ method: 'GET' as const, url: `/api/tasks?range=[0,24]${query}` })
const filter = (where: object) => `&filter=${encodeURIComponent(JSON.stringify(where))}`
const spread = (turn: number, count: number) => 1 + ((turn * 7919) % count)
const project = ({ number, tasks: count }: Share, turn: number) =>
  id(kinds.project, number, spread(turn, Math.max(1, Math.floor(count / tasksPerProject))))
const task = ({ number, tasks: count }: Share, turn: number) => id(kinds.task, number, spread(turn, count))

export const calls: readonly Call[] = [
  { name: 'list', as: 'admin', request: () => tasks('&total=false') },
  { name: 'list + count', as: 'admin', request: () => tasks('') },
  {
    name: 'list of a project',
    as: 'admin',
    request: (share, turn) => tasks(filter({ project: project(share, turn) })),
  },
  { name: "worker's list", as: 'worker', request: () => tasks('&total=false') },
  { name: "worker's list + count", as: 'worker', request: () => tasks('') },
  { name: 'get', as: 'admin', request: (share, turn) => ({ method: 'GET', url: `/api/tasks/${task(share, turn)}` }) },
  {
    name: 'search, a number',
    as: 'admin',
    request: (share, turn) =>
      tasks(`&total=false${filter({ q: `T-${String(spread(turn, share.tasks)).padStart(5, '0')}` })}`),
  },
  { name: 'search, two words', as: 'admin', request: () => tasks(`&total=false${filter({ q: 'polish engine' })}`) },
  { name: 'search, a word', as: 'admin', request: () => tasks(`&total=false${filter({ q: 'engine' })}`) },
  { name: 'search, a prefix', as: 'admin', request: () => tasks(`&total=false${filter({ q: 'cata' })}`) },
  // As `fill` writes them, the first 20,000 rows of a list hold seven with this word, all others a sixteenth.
  { name: 'search, the last rows', as: 'admin', request: () => tasks(`&total=false${filter({ q: 'polish' })}`) },
  { name: 'search, a fragment', as: 'admin', request: () => tasks(`&total=false${filter({ q: 'ngin' })}`) },
  {
    name: 'create',
    as: 'admin',
    request: (share, turn) => ({
      method: 'POST',
      url: '/api/tasks',
      body: { title: 'A growing task', project: project(share, projectsOfWorker + turn) },
    }),
  },
  {
    name: 'update',
    as: 'admin',
    request: (share, turn) => ({
      method: 'PATCH',
      url: `/api/tasks/${task(share, turn)}`,
      body: { notes: `As of turn ${turn} ${Date.now()}` },
    }),
  },
]

export async function signIn({ app }: Platform, who: string, tenant: string): Promise<Person> {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/auth/login',
    payload: { email: address(who, tenant), password },
  })
  if (answer.statusCode !== 200) throw new Error(`${who} of ${tenant} cannot sign in: ${answer.body}`)
  return { cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' }
}

let turn = 0

/** Milliseconds of one call through the whole platform; a refusal fails the run. */
export async function timeOf({ app }: Platform, { cookie }: Person, call: Call, share: Share): Promise<number> {
  const { method, url, body } = call.request(share, turn++)
  const begun = performance.now()
  const answer = await app.inject({ method, url, headers: { cookie }, ...(body && { payload: body }) })
  const taken = performance.now() - begun
  if (answer.statusCode >= 400) throw new Error(`${call.name} of ${share.name}: ${answer.statusCode} ${answer.body}`)
  return taken
}
