import { createServer } from 'node:net'
import { addMember, type Caller } from '../../testing/index.ts'
import { openShop, type Shop } from '../http/shop.ts'

export interface Houses {
  /** The one that is looked at, and where it is. */
  readonly y: Shop
  readonly url: string
  /** The one that looks. */
  readonly x: Shop
  /** An administrator of another tenant of X. */
  readonly stranger: Caller
  close(): Promise<void>
}

/** Two installations, each with a database, a secret and a door of its own. */
export async function openHouses(): Promise<Houses> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const y = await openShop([], { publicUrl: url, secret: 'another secret of thirty-two characters' })
  await y.platform.app.listen({ port, host: '127.0.0.1' })
  const x = await openShop([], { mayAskPrivate: true })
  const other = await x.platform.tenancy.tenants.create({ slug: 'other', name: 'Other', plugins: ['shop'] })
  await addMember(x.platform, other.id, { email: 'boss@other.example', name: 'Boss', archetype: 'admin' })
  const stranger = await x.platform.signIn('boss@other.example')
  return {
    ...{ x, y, url, stranger },
    async close() {
      await x.platform.close()
      await y.platform.close()
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return port
}
