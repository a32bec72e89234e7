import type { Identifier } from 'react-admin'

export interface Refused {
  readonly id: Identifier
  readonly reason: string
}

export interface Outcome {
  readonly done: readonly Identifier[]
  readonly refused: readonly Refused[]
}

/** So many at a time: it goes on quickly, and others are answered in between. */
const atATime = 4

/** Does something with each record by itself, so that one that is refused keeps no other back. */
export async function runEach(
  ids: readonly Identifier[],
  work: (id: Identifier) => Promise<unknown>,
  onProgress: (finished: number) => void,
): Promise<Outcome> {
  const done: Identifier[] = []
  const refused: Refused[] = []
  const waiting = [...ids]
  async function worker(): Promise<void> {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        await work(id)
        done.push(id)
      } catch (error) {
        refused.push({ id, reason: reasonOf(error) })
      }
      onProgress(done.length + refused.length)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atATime, ids.length) }, worker))
  return { done, refused }
}

/** The server's sentence, and what it says of a field where it says more. */
function reasonOf(error: unknown): string {
  const { message = String(error), body } = error as { message?: string; body?: { errors?: Record<string, string> } }
  const [field] = Object.values(body?.errors ?? {})
  return field ? `${message} ${field}` : message
}
