import type { RecordOf, Scope } from '@guildhall/sdk'
import { noFile } from '../errors.ts'
import { isPicture, isSealedPicture } from '../images/kinds.ts'
import { contents, files } from '../resources.ts'
import { blobOf } from '../storage/places.ts'

/** A file that whoever asked may have, and where its bytes lie. */
export interface Found {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly size: number
  readonly sha256: string
  readonly tenant: string
  readonly key: string
  readonly blob: string
  /** Whether whoever asks brought it himself: he has it as he brought it. */
  readonly isOwn: boolean
}

/** Asks for the right at every byte: what one may not read is not there. @throws 404 */
export async function findFile(scope: Scope, id: string): Promise<Found> {
  const [found] = await findFiles(scope, [id])
  if (!found) throw noFile()
  return found
}

/** Those of the ids that may be read, in their order. */
export async function findFiles(scope: Scope, ids: readonly string[]): Promise<Found[]> {
  const known = ids.filter((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
  const readable = await scope.records(files).list({ where: { id_in: known } })
  const wanted = [...new Set(readable.map(({ content }) => content))]
  const stored = await scope.asSystem('files.delivered', (system) =>
    system.records(contents).list({ where: { id_in: wanted } }),
  )
  const contentOf = new Map(stored.map((one) => [one.id, one]))
  const byId = new Map(readable.map((file) => [file.id, file]))
  return known.flatMap((id) => {
    const file = byId.get(id)
    const content = file && contentOf.get(file.content)
    return file && content ? [foundFrom(scope, file, content)] : []
  })
}

function foundFrom(
  scope: Scope,
  { id, name, uploader, broughtBack }: RecordOf<(typeof files)['fields']>,
  { type, size, sha256, key }: RecordOf<(typeof contents)['fields']>,
): Found {
  const tenant = scope.tenant.id
  const isOwn = scope.me !== null && uploader === scope.me && !broughtBack
  return { id, name, type, size, sha256, tenant, key, blob: blobOf(tenant, { sha256, key }), isOwn }
}

/** Whether it is delivered without what the camera wrote into it. */
export const isCleaned = ({ type }: Found) => isPicture(type)
export const isWithheld = ({ type, isOwn }: Found) => isSealedPicture(type) && !isOwn
