import { defineError, type Scope } from '@guildhall/sdk'

const nobody = defineError('notifications.not_a_person', 403)

/** Whose own things these are. Who runs the installation, or a program, is nobody of this tenant. @throws 403 */
export function requireMe({ me, actor }: Scope): string {
  if (!me || actor.kind === 'acting') throw nobody()
  return me
}
