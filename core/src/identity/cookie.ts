import type { FastifyReply, FastifyRequest } from 'fastify'
import { longestTime } from './sessions.ts'

export const sessionCookie = 'guildhall_session'

/** Lax, so that a link from a mail arrives signed in; Secure wherever the public address is https. */
export function setSessionCookie(reply: FastifyReply, token: string, secure: boolean): void {
  reply.setCookie(sessionCookie, token, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure,
    maxAge: longestTime / 1000,
  })
}

export function clearSessionCookie(reply: FastifyReply, secure: boolean): void {
  reply.clearCookie(sessionCookie, { httpOnly: true, sameSite: 'lax', path: '/', secure })
}

export function sessionToken(request: FastifyRequest): string | undefined {
  return request.cookies[sessionCookie] || undefined
}
