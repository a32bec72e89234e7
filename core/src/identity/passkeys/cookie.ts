import type { FastifyReply, FastifyRequest } from 'fastify'
import { challengeTime } from './challenges.ts'

const name = 'guildhall_passkey'

/** By which the browser shows that it was he who asked; strict, because no other page has a part in this. */
export function setPasskeyCookie(reply: FastifyReply, browser: string, secure: boolean): void {
  reply.setCookie(name, browser, {
    httpOnly: true,
    sameSite: 'strict',
    path: '/api/auth',
    secure,
    maxAge: challengeTime / 1000,
  })
}

export const passkeyBrowser = ({ cookies }: Pick<FastifyRequest, 'cookies'>): string | undefined =>
  cookies[name] || undefined
