import { statfs } from 'node:fs/promises'
import type { Plugin } from '@guildhall/sdk'
import type { Environment } from '../config/environment.ts'
import { checkInstallation } from '../i18n/installation-check.ts'
import { type Finding, fail, ok, warn } from './finding.ts'
import { isPublic } from './settings.ts'

const gigabyte = 1024 ** 3

export async function checkDisk({ GUILDHALL_DATA: folder }: Pick<Environment, 'GUILDHALL_DATA'>): Promise<Finding[]> {
  const { bavail, blocks, bsize } = await statfs(folder)
  const free = bavail * bsize
  const says = `${(free / gigabyte).toFixed(1)} GB free where ${folder} is.`
  const remedy = 'Make room, or move the data folder to a larger disk and name it in GUILDHALL_DATA.'
  if (free < gigabyte / 4) return [fail('disk', says, remedy)]
  return [free < gigabyte || bavail / blocks < 0.05 ? warn('disk', says, remedy) : ok('disk', says)]
}

export async function checkMail(environment: Environment): Promise<Finding[]> {
  const { SMTP_URL: url } = environment
  if (!url) {
    const says = 'No SMTP_URL: mails go to the development inbox only.'
    return [isPublic(environment) ? warn('mail', says, 'Set SMTP_URL and MAIL_FROM.') : ok('mail', says)]
  }
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({ url, connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 5_000 })
  const { host, port } = new URL(url)
  try {
    await transport.verify()
    return [ok('mail', `The mail server ${host} answers and lets us in.`)]
  } catch (error) {
    return [
      fail(
        'mail',
        `The mail server ${host}${port ? '' : ' (usual port)'} refuses us: ${(error as Error).message}.`,
        'Correct SMTP_URL, or look at that server.',
      ),
    ]
  } finally {
    transport.close()
  }
}

export function checkWords(root: string, plugins: readonly Plugin[]): Finding[] {
  const problems = checkInstallation(root, plugins)
  if (problems.length === 0) return [ok('translations', 'Every text is there in every language.')]
  const [first] = problems
  return [
    warn(
      'translations',
      `${problems.length} problems, the first: ${first?.language} ${first?.key} ${first?.code}.`,
      'guildhall locale check',
    ),
  ]
}
