import { DomainError } from '@guildhall/sdk'
import { v7 as uuid } from 'uuid'
import { decrypt, encrypt, keyFor } from '../config/cipher.ts'
import { readInTenant } from '../database/enter.ts'
import { bind } from '../database/statement.ts'
import { sqlState, violationOf } from '../database/violation.ts'
import { readSigningToken } from '../keys/token.ts'
import type { Outbound } from '@guildhall/sdk'
import { type Context, entryOf } from '../records/context.ts'
import type { Engine, Operation } from '../records/engine.ts'
import { invalid } from '../records/errors.ts'
import { historyOfAct } from '../records/record-act.ts'
import type { SigningKey } from '../signatures/sign.ts'
import { inside } from '../tenancy/load.ts'
import { linkRefused, linkTaken, linkUnknown, noRightThere, notGuildhall, tooManyLinks } from './errors.ts'
import type { Link, LinkState } from './link.ts'
import { openRemote, type Question, type RemoteAnswer, textOf } from './remote.ts'
import {
  deleteLink,
  insertLink,
  mostLinks,
  noteFailure,
  noteSuccess,
  renameLink,
  selectLink,
  selectLinks,
} from './statements.ts'

export interface WantedLink {
  readonly url: string
  /** What was shown there once: `ghs_…`. */
  readonly key: string
  /** What the tenant calls itself unless given. */
  readonly name?: string | undefined
}

/** What was found there, before it is kept. */
export interface Verified {
  readonly url: string
  readonly key: SigningKey
  readonly tenant: Link['tenant']
}

export interface Links {
  list(context: Context): Promise<readonly Link[]>
  /** Asks the other installation who it is. Nothing is kept yet. @throws 422 for what cannot be right, 502 with what is wrong there */
  verify(wanted: WantedLink): Promise<Verified>
  /** @throws 409 for one that is there already, or one too many */
  add(operation: Operation, verified: Verified, name?: string): Promise<Link>
  rename(operation: Operation, id: string, name: string): Promise<Link>
  remove(operation: Operation, id: string): Promise<Link>
  /** Asks again, and keeps how it went. @throws 404, 502 */
  test(context: Context, id: string): Promise<void>
  /** What the other installation answers; how that went is kept. @throws 404, 502 */
  read(context: Context, id: string, question: Question): Promise<{ link: Link; answer: RemoteAnswer }>
}

const largestManifest = 8 * 1_048_576

export function keepLinks(engine: Engine, outbound: Outbound, secret: string): Links {
  const { database, clock } = engine
  const remote = openRemote(outbound, clock)
  const sealing = keyFor(secret, 'guildhall links')

  async function find(context: Context, id: string): Promise<{ link: Link; key: SigningKey }> {
    const [{ rows }] = await readInTenant(database, entryOf(context), [bind(selectLink, context.tenant.id, id)])
    const [found] = rows
    if (!found) throw linkUnknown()
    return { link: found.link, key: { id: found.link.keyId, seed: decrypt(sealing, found.sealed, id) } }
  }

  const ask = (url: string, key: SigningKey) => remote.read(url, key, { target: '/api/manifest' })

  /** What is asked first of an installation: whether it is one, lets this key in, and shows it anything. */
  async function greet(url: string, key: SigningKey): Promise<Link['tenant']> {
    const { type, status, body } = await ask(url, key)
    const text = await textOf(body, largestManifest)
    if (type === 'problem') throw linkRefused({ status })
    const { tenant, resources } = parsed(text)
    if (typeof tenant?.slug !== 'string' || typeof tenant.name !== 'string') throw notGuildhall()
    if (!Array.isArray(resources) || resources.length === 0) throw noRightThere()
    return { slug: tenant.slug.slice(0, 100), name: tenant.name.slice(0, 200) }
  }

  async function noting<T>({ tenant }: Context, id: string, work: () => Promise<T>): Promise<T> {
    const [place, at] = [inside(tenant.id), () => clock.now()]
    try {
      const result = await work()
      await database.run([place, bind(noteSuccess, tenant.id, id, at())])
      return result
    } catch (error) {
      if (error instanceof DomainError && error.status === 502)
        await database.run([place, bind(noteFailure, tenant.id, id, at(), stateAfter(error), error.code)])
      throw error
    }
  }

  return {
    async list(context) {
      const { id } = context.tenant
      const [{ rows }] = await readInTenant(database, entryOf(context), [bind(selectLinks, id)])
      return rows
    },
    async verify(wanted) {
      const url = await aboutUrl(async () => outbound.fit(wanted.url.trim()))
      const key = readSigningToken(wanted.key.trim())
      if (url.pathname !== '/' || url.search || url.hash)
        throw invalid({}, [{ path: 'url', code: 'links.address_with_path' }])
      if (!key) throw invalid({}, [{ path: 'key', code: 'links.key_malformed' }])
      return { url: url.origin, key, tenant: await aboutUrl(() => greet(url.origin, key)) }
    },
    async add({ context, unit }, { url, key, tenant }, name) {
      const id = uuid()
      const at = clock.now()
      const sealed = `\\x${encrypt(sealing, key.seed, id).toString('hex')}`
      const [{ rows }] = await unit
        .run(
          bind(
            insertLink,
            ...[context.tenant.id, id, name?.trim() || tenant.name, url, tenant.slug, tenant.name, key.id, sealed],
            ...[at, context.actor.id],
          ),
        )
        .catch((error: unknown) => {
          throw violationOf(error)?.code === sqlState.unique ? linkTaken() : error
        })
      const [added] = rows
      if (!added) throw tooManyLinks({ limit: mostLinks })
      unit.queue(historyOfAct(context, { kind: 'links', action: 'create', after: kept(added) }))
      return added
    },
    async rename({ context, unit }, id, name) {
      const [{ rows }] = await unit.run(bind(renameLink, context.tenant.id, id, name.trim()))
      const [renamed] = rows
      if (!renamed) throw linkUnknown()
      unit.queue(historyOfAct(context, { kind: 'links', action: 'update', after: kept(renamed) }))
      return renamed
    },
    async remove({ context, unit }, id) {
      const [{ rows }] = await unit.run(bind(deleteLink, context.tenant.id, id))
      const [gone] = rows
      if (!gone) throw linkUnknown()
      unit.queue(historyOfAct(context, { kind: 'links', action: 'delete', before: kept(gone) }))
      return gone
    },
    async test(context, id) {
      const { link, key } = await find(context, id)
      await noting(context, id, () => greet(link.url, key))
    },
    async read(context, id, question) {
      const { link, key } = await find(context, id)
      return { link, answer: await noting(context, id, () => remote.read(link.url, key, question)) }
    },
  }
}

/** An address that may not be asked is a mistake in what was entered. */
async function aboutUrl<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DomainError && error.status === 422) throw invalid({}, [{ path: 'url', code: error.code }])
    throw error
  }
}

const stateAfter = ({ code }: DomainError): LinkState => (code === linkRefused.code ? 'refused' : 'failing')
const kept = ({ id, name, url, tenant, keyId }: Link) => ({ id, name, url, tenant: tenant.slug, keyId })

function parsed(text: string): { tenant?: { slug?: unknown; name?: unknown }; resources?: unknown } {
  try {
    return JSON.parse(text) as ReturnType<typeof parsed>
  } catch {
    throw notGuildhall()
  }
}
