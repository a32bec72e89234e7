import type { Kind, Values } from '@guildhall/contract-notifications'
import { DomainError, type Scope, type Work } from '@guildhall/sdk'
import { said } from '../templates/render.ts'

/** How somebody reads: what he may see was read in a scope of his own. */
export interface Reading<Found> {
  readonly language: string
  readonly zone: string
  readonly found: Found
}

/** Reads as the receiver, under his rights of this moment; null where he has no way in. */
export async function readAs<Found>(
  work: Work,
  person: string,
  read: (scope: Scope) => Promise<Found>,
): Promise<Reading<Found> | null> {
  try {
    return await work.withinAs(person, async (scope) => ({
      language: scope.language,
      zone: scope.zone,
      found: await read(scope),
    }))
  } catch (error) {
    if (error instanceof DomainError && [401, 403, 404].includes(error.status)) return null
    throw error
  }
}

/** The record as the reader sees it, null for what he may not. */
export function findRecord(scope: Scope, resource: string, id: string) {
  return scope.records({ name: resource, fields: {} }).find(id) as Promise<Readonly<Record<string, unknown>> | null>
}

export const spokenOf = (scope: Scope, kind: Kind, values: Values) => said(scope, kind.placeholders, values)
