import type { FastifyReply, FastifyRequest } from 'fastify'
import { tripTime } from './trip.ts'

export const tripCookie = 'guildhall_trip'
const place = { httpOnly: true, sameSite: 'lax', path: '/api/auth' } as const

/** Carries a sign-in to the provider and back in this browser alone. */
export function setTripCookie(reply: FastifyReply, sealed: string, secure: boolean): void {
  reply.setCookie(tripCookie, sealed, { ...place, secure, maxAge: tripTime / 1000 })
}

export function clearTripCookie(reply: FastifyReply, secure: boolean): void {
  reply.clearCookie(tripCookie, { ...place, secure })
}

export const tripOf = ({ cookies }: Pick<FastifyRequest, 'cookies'>): string | undefined =>
  cookies[tripCookie] || undefined
