import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Environment } from '../config/environment.ts'
import type { StartedDatabase } from '../database/start.ts'
import { listenFailure } from './listen-failure.ts'

export interface ServeOptions {
  environment: Environment
  database: StartedDatabase
  only?: 'web' | 'worker' | undefined
}

export interface RunningServer {
  /** Where people find it. */
  address: string
  close(): Promise<void>
}

/** The place of the platform: until it is here, a door that says so. */
export async function serve({ environment }: ServeOptions): Promise<RunningServer> {
  const { HOST: host, PORT: port, PUBLIC_URL } = environment
  const server = createServer((_, response) => response.writeHead(503).end())
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenFailure(error, host, port)))
    server.listen(port, host, resolve)
  })
  const taken = (server.address() as AddressInfo).port
  return {
    address: PUBLIC_URL ?? `http://${host}:${taken}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
