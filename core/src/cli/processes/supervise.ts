import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { AggregatorRegistry } from 'prom-client'
import { BootError } from '../../config/boot-error.ts'
import type { ServeOptions } from '../serve.ts'
import type { Assignment, FromProcess, Readiness, ToProcess } from './messages.ts'

export interface SuperviseOptions extends Omit<Assignment, 'isFirst'> {
  readonly count: number
  /** Of the command, for the processes. */
  readonly args: readonly string[]
  readonly log: Logger
  readonly tell: ServeOptions['tell']
}

export interface Supervised extends Readiness {
  /** What the first start made has been said. */
  said(): void
  /** Puts a new process in the place of each, one after the other: somebody always answers. */
  renew(): Promise<void>
  close(): Promise<void>
}

/** How long a process may take to end what it is doing. */
const patience = 15_000
const shortestPause = 200
const longestPause = 10_000
/** A process that lived so long did not die of its beginning. */
const settled = 30_000

/** Several processes that share the port and the database; one that dies gets a successor. The first is ready before the others begin. */
export async function supervise({ count, args, log, tell, ...rest }: SuperviseOptions): Promise<Supervised> {
  const metrics = new AggregatorRegistry()
  const running = new Set<Member>()
  let isClosing = false
  cluster.setupPrimary({ args: [...args] })

  /** Gives a process its work and waits until it answers. */
  async function launch(isFirst = false): Promise<Member> {
    const worker = cluster.fork()
    const { promise: readiness, resolve, reject } = Promise.withResolvers<Readiness>()
    const member = { worker, readiness }
    const since = Date.now()
    let isReady = false
    running.add(member)
    worker.on('message', (message: FromProcess) => {
      if (message.kind === 'progress') tell(message.progress)
      if (message.kind === 'metrics') void answerMetrics(worker, message.question)
      if (message.kind === 'ready') resolve(message)
    })
    worker.once('exit', (code, signal) => {
      running.delete(member)
      reject(new BootError('boot.process_ended', { how: signal ?? code }))
      if (!isReady || isClosing || worker.exitedAfterDisconnect) return
      log.error({ event: 'process.died', pid: worker.process.pid, code, signal }, 'a process died')
      void succeed(Date.now() - since > settled ? shortestPause : shortestPause * 5)
    })
    send(worker, { kind: 'begin', ...rest, isFirst })
    await readiness
    isReady = true
    return member
  }

  async function succeed(pause: number): Promise<void> {
    await sleep(pause)
    if (isClosing) return
    try {
      await launch()
    } catch (error) {
      log.error({ err: error, event: 'process.refused' }, 'a process did not come up again')
      await succeed(Math.min(pause * 2, longestPause))
    }
  }

  async function answerMetrics(worker: Worker, question: number): Promise<void> {
    const text = await metrics.clusterMetrics().catch(() => null)
    if (worker.isConnected()) send(worker, { kind: 'metrics', question, text })
  }

  const first = await launch(true)
  const others = await Promise.allSettled(Array.from({ length: count - 1 }, () => launch()))
  const failed = others.find((each) => each.status === 'rejected')
  if (failed) {
    await close()
    throw failed.reason
  }

  async function close(): Promise<void> {
    isClosing = true
    await Promise.all([...running].map(({ worker }) => end(worker)))
  }

  return {
    ...(await first.readiness),
    said: () => send(first.worker, { kind: 'said' }),
    async renew() {
      for (const { worker, readiness } of [...running]) {
        await readiness.catch(() => {})
        if (isClosing) return
        await launch()
        await end(worker)
      }
    },
    close,
  }
}

interface Member {
  readonly worker: Worker
  /** Comes when it answers, fails when it ends before. */
  readonly readiness: Promise<Readiness>
}

function send(worker: Worker, message: ToProcess): void {
  worker.send(message)
}

/** Asked first; who does not hear is ended. */
async function end(worker: Worker): Promise<void> {
  if (worker.isDead()) return
  const gone = once(worker, 'exit')
  worker.exitedAfterDisconnect = true
  if (worker.isConnected()) send(worker, { kind: 'stop' })
  const timer = setTimeout(() => worker.process.kill('SIGKILL'), patience)
  await gone
  clearTimeout(timer)
}
