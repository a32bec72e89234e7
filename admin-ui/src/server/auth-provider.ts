import type { AuthProvider, HttpError } from 'react-admin'
import type { Http } from './http.ts'
import type { Known } from './manifest.ts'

/** Signing in is the door's; here is who is in, and what becomes of him who no longer is. */
export function createAuthProvider(http: Http, manifest: Known): AuthProvider {
  return {
    async login() {},
    async logout() {
      await http('/api/auth/logout', { method: 'POST' }).catch(() => {})
      location.assign('/sign-in')
      return false
    },
    async checkAuth() {},
    async checkError(error: HttpError) {
      if (error.status !== 401) return
      // Whoever acted for somebody is himself again: what is on the screen is the other's.
      if ((error.body as { code?: string } | undefined)?.code === 'acting.over') {
        location.reload()
        throw new Error('acting is over')
      }
      const next = `${location.pathname}${location.search}`
      location.assign(`/sign-in?next=${encodeURIComponent(next)}`)
      throw new Error('signed out')
    },
    async getIdentity() {
      return { id: manifest.actor.id, fullName: manifest.actor.label }
    },
    async canAccess({ resource, action }) {
      const rights = manifest.resource(resource)?.rights
      const right = { list: 'read', show: 'read', edit: 'update', clone: 'create', export: 'read' }[action] ?? action
      return rights !== undefined && (rights[right] ?? 'never') !== 'never'
    },
  }
}
