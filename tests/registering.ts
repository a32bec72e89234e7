import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { leadingZeros } from '../core/src/registration/proof/challenge.ts'

/** Solves a challenge as a browser would. */
export function solve(challenge: string, difficulty: number): number {
  const [id] = challenge.split('.')
  for (let answer = 0; ; answer++)
    if (leadingZeros(createHash('sha256').update(`${id}.${answer}`).digest()) >= difficulty) return answer
}

/** A stranger at the door, from an address of his own. */
export function strangerAt(app: FastifyInstance, remoteAddress = '198.51.100.7') {
  const post = async (path: string, payload: object = {}) => {
    const answer = await app.inject({
      method: 'POST',
      url: `/api/auth/registration${path}`,
      payload,
      remoteAddress,
    })
    return { status: answer.statusCode, body: answer.body ? answer.json() : null }
  }
  return {
    post,
    open: async (at?: string) =>
      (await app.inject({ url: `/api/auth/registration${at ? `?at=${at}` : ''}`, remoteAddress })).json(),
    challenge: async () => (await post('/challenge')).body as { challenge: string; difficulty: number },
  }
}

/** The secret in a mail's link. */
export const tokenIn = (mail: { text: string }): string => /token=([\w-]+)/.exec(mail.text)?.[1] ?? ''
