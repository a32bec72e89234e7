import type { Readable } from 'node:stream'
import { DomainError, type Work } from '@guildhall/sdk'
import { signatureOf } from './signature.ts'

export interface Outcome {
  readonly at: string
  readonly milliseconds: number
  readonly answered: number | null
  readonly answer: string | null
  /** The code of what kept an answer from coming. */
  readonly error: string | null
  /** Seconds that the receiver asks to be left alone. */
  readonly retryAfter: number
}

export interface Posting {
  readonly url: string
  readonly secrets: readonly string[]
  readonly id: string
  readonly body: string
  /** Milliseconds until the whole answer is there. */
  readonly patience: number
}

const most = 4096

export const isTaken = ({ answered }: Outcome) => answered !== null && answered >= 200 && answered < 300

/** Sends one message, signed for this moment. It follows no redirection, and whatever comes of it is told, not thrown. */
export async function post(work: Pick<Work, 'outbound' | 'clock'>, posting: Posting): Promise<Outcome> {
  const { id, body, secrets, patience } = posting
  const at = work.clock.now()
  const timestamp = Math.floor(Date.parse(at) / 1000)
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Guildhall-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatureOf(secrets, id, timestamp, body),
  }
  const begun = performance.now()
  const told = (rest: Partial<Outcome>): Outcome => ({
    ...{ at, answered: null, answer: null, error: null, retryAfter: 0 },
    milliseconds: Math.round(performance.now() - begun),
    ...rest,
  })
  try {
    const { outbound } = work
    const answer = await outbound.ask(outbound.fit(posting.url), { method: 'POST', headers, body, patience })
    const retryAfter = Number(answer.headers['retry-after']) || 0
    return told({
      answered: answer.status,
      answer: await beginningOf(answer.body).catch(() => null),
      retryAfter: Math.max(retryAfter, 0),
    })
  } catch (error) {
    return told({ error: error instanceof DomainError ? error.code : 'outbound.unreachable' })
  }
}

/** Enough of the answer to see what it was; the rest is not waited for. */
async function beginningOf(body: Readable): Promise<string | null> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of body as AsyncIterable<Buffer>) {
    parts.push(part)
    length += part.length
    if (length >= most) break
  }
  const text = Buffer.concat(parts).subarray(0, most).toString('utf8')
  // No text column takes what is not meant to be read.
  return (
    text
      .replaceAll(/(?![\t\n\r])\p{Cc}/gu, '')
      .slice(0, most)
      .trim() || null
  )
}
