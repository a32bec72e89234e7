import type { Environment } from '../config/environment.ts'
import { tryPort } from '../database/free-port.ts'
import { listenFailure } from './listen-failure.ts'

/** The settings with a port that is free: that it is not is said before anything is done with the data. @throws BootError */
export async function requirePort(environment: Environment): Promise<Environment> {
  const { HOST: host, PORT: port } = environment
  try {
    return { ...environment, PORT: await tryPort(port, host) }
  } catch (error) {
    throw listenFailure(error, host, port)
  }
}
