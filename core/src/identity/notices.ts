import type { Clock } from '@guildhall/sdk'
import type { Mailer } from '../mail/mailer.ts'
import type { User } from './users.ts'

/** What a user is told by mail of his own login, and where its button leads: to what he does if it was not he. */
export const securityNotices = {
  passwordChanged: '/reset',
  secondFactorOn: '/',
  secondFactorOff: '/',
  recoveryCodeUsed: '/',
  providerLinked: '/reset',
  providerUnlinked: '/reset',
  passkeyAdded: '/reset',
  passkeyRemoved: '/reset',
  passkeyStopped: '/',
  newPlace: '/reset',
} as const
export type SecurityNotice = keyof typeof securityNotices

export type Notify = (
  user: Pick<User, 'email' | 'name'> & Partial<Pick<User, 'language' | 'zone'>>,
  notice: SecurityNotice,
  params?: Readonly<Record<string, unknown>>,
) => void

export interface NoticeOptions {
  readonly clock: Clock
  readonly mailer: Mailer
  /** Work that the answer does not wait for. */
  readonly later: (work: () => Promise<void>) => void
}

export function sendNotices({ clock, mailer, later }: NoticeOptions): Notify {
  return ({ email, name, language, zone }, notice, params = {}) => {
    const at = clock.now()
    later(() =>
      mailer.send({
        to: { address: email, name },
        template: notice,
        language: language ?? 'en',
        ...(zone && { zone }),
        params: { name, at, ...params, path: securityNotices[notice] },
      }),
    )
  }
}
