import type { FastifyReply, FastifyRequest } from 'fastify'
import { longestActing } from './acting.ts'

/** Beside the session's, and worth nothing without it. */
export const actingCookie = 'guildhall_acting'
const place = { httpOnly: true, sameSite: 'lax', path: '/' } as const

export function setActingCookie(reply: FastifyReply, token: string, secure: boolean): void {
  reply.setCookie(actingCookie, token, { ...place, secure, maxAge: longestActing / 1000 })
}

export function clearActingCookie(reply: FastifyReply, secure: boolean | 'auto'): void {
  reply.clearCookie(actingCookie, { ...place, secure })
}

export const actingToken = ({ cookies }: Pick<FastifyRequest, 'cookies'>): string | undefined =>
  cookies[actingCookie] || undefined
