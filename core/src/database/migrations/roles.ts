import pg from 'pg'
import { appRole, ownerRole } from '../provision.ts'

/**
 * Migrations and definitions name the roles `guildhall_owner` and `guildhall_app`.
 * A database of somebody else's may call them differently: there the text is run with its own names.
 */
export function nameRoles(urls: { ownerUrl: string; appUrl?: string | undefined }): (sql: string) => string {
  const owner = userOf(urls.ownerUrl) || ownerRole
  const app = (urls.appUrl && userOf(urls.appUrl)) || appRole
  if (owner === ownerRole && app === appRole) return (sql) => sql
  return (sql) =>
    sql.replaceAll(/\bguildhall_(owner|app)\b/g, (_, which) => pg.escapeIdentifier(which === 'owner' ? owner : app))
}

export function userOf(url: string): string {
  return decodeURIComponent(new URL(url).username)
}
