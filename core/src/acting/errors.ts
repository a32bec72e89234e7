import { defineError } from '@guildhall/sdk'

export const actingForbidden = defineError('acting.forbidden', 403)
/** Oneself, a superadmin, or somebody who cannot come in. */
export const actingImpossible = defineError('acting.impossible', 409)
/** Ended, or the right or the session of who acts has. */
export const actingOver = defineError('acting.over', 401)
/** Something only the person himself may do. */
export const actingNot = defineError('acting.not_yours', 403)
export const actingElsewhere = defineError('acting.elsewhere', 403)
