import { readFile } from 'node:fs/promises'
import { BootError } from '../config/boot-error.ts'
import type { Environment } from '../config/environment.ts'
import type { MailInOptions } from '../mail-in/options.ts'
import type { Platform } from '../platform.ts'
import { listenFailure } from './listen-failure.ts'

/** How this process takes mail, if it does. */
export async function mailInOf(environment: Environment): Promise<MailInOptions | undefined> {
  const { MAIL_IN_DOMAIN: domain, MAIL_IN_LIMIT_MB: megabytes, MAIL_IN_CERT: cert, MAIL_IN_KEY: key } = environment
  if (!domain) return undefined
  const tls = cert && key ? { cert: await read('MAIL_IN_CERT', cert), key: await read('MAIL_IN_KEY', key) } : undefined
  return { domain: domain.toLowerCase(), largest: megabytes * 1_048_576, tls }
}

export async function listenForMail({ mailIn }: Platform, environment: Environment): Promise<void> {
  const { MAIL_IN_HOST: host, MAIL_IN_PORT: port } = environment
  if (!mailIn || port === undefined) return
  await mailIn.listen({ host, port }).catch((error: unknown) => {
    throw listenFailure(error, host, port, 'MAIL_IN_PORT')
  })
}

async function read(variable: string, path: string): Promise<Buffer> {
  return readFile(path).catch((error: unknown) => {
    throw new BootError(
      'boot.environment_invalid',
      { variable, given: path, allowed: 'a file that can be read' },
      { cause: error },
    )
  })
}
