import cluster from 'node:cluster'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { AggregatorRegistry, type Registry } from 'prom-client'
import { serve } from '../serve.ts'
import { stopRequested } from '../stop-requested.ts'
import type { FromProcess, ToProcess } from './messages.ts'

/** One of several processes: does what its supervisor says, and ends with him. */
export async function beOneOfSeveral(): Promise<undefined> {
  // A terminal sends its signal to all; the supervisor says when to stop.
  void stopRequested()
  const stop = new Promise<void>((resolve) => {
    process.on('message', (message: ToProcess) => message.kind === 'stop' && resolve())
    process.on('disconnect', resolve)
  })
  const { environment, database, only, isFirst } = await begin()
  const server = await serve({
    environment,
    database: { ...database, stop: async () => {} },
    only,
    isFirst,
    collectMetrics,
    tell: (progress) => tell({ kind: 'progress', progress }),
  })
  const { address, inbox, firstStart } = server
  const { administrator, demos = [] } = firstStart ?? {}
  process.on('message', (message: ToProcess) => message.kind === 'said' && void firstStart?.done())
  tell({ kind: 'ready', address, inbox, firstStart: administrator ? { administrator, demos } : null })
  await stop
  // From now on others take what comes; who has just come gets the time to say what he wants.
  if (process.connected) cluster.worker?.disconnect()
  await sleep(settling)
  await server.close()
  if (process.connected) process.disconnect()
}

async function begin(): Promise<Extract<ToProcess, { kind: 'begin' }>> {
  for (;;) {
    const [message] = (await once(process, 'message')) as [ToProcess]
    if (message.kind === 'begin') return message
  }
}

function tell(message: FromProcess): void {
  process.send?.(message)
}

const settling = 300
const answerWithin = 6_000

/** Metrics of all processes, whichever is asked: this one tells its own when the supervisor asks around, and asks him for the sum. */
function collectMetrics(own: Registry): () => Promise<string> {
  new AggregatorRegistry()
  AggregatorRegistry.setRegistries(own)
  const waiting = new Map<number, (text: string | null) => void>()
  let questions = 0
  process.on('message', (message: ToProcess) => {
    if (message.kind !== 'metrics') return
    waiting.get(message.question)?.(message.text)
    waiting.delete(message.question)
  })
  return async () => {
    const question = ++questions
    const answer = new Promise<string | null>((resolve) => waiting.set(question, resolve))
    tell({ kind: 'metrics', question })
    const text = await Promise.race([answer, sleep(answerWithin, null, { ref: false })])
    waiting.delete(question)
    // Rather its own than none.
    return text ?? own.metrics()
  }
}
