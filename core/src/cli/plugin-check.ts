import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Plugin } from '@guildhall/sdk'
import { readEnvironment } from '../config/environment.ts'
import { findInstallation } from '../config/installation.ts'
import { startDatabase } from '../database/start.ts'
import { checkPlugin, type Report } from '../plugins/laws/check-plugin.ts'
import { tell } from '../plugins/laws/law.ts'
import { isPackage } from '../plugins/load-folder.ts'
import { isTarball } from '../plugins/tarball.ts'
import { npm, packageNameOf } from './fetch-package.ts'
import { composeAround } from './installed.ts'
import { pluginWords as words } from './plugin-words.ts'
import { Refusal } from './refusal.ts'
import type { Verb } from './verb.ts'

/** Exits with 1 when something is to mend, so that it can stand in a pipeline. */
export const pluginCheck: Verb = {
  name: 'plugin check',
  description: words.check,
  arguments: [['[plugin]', words.checked]],
  async run({ args: [asked = '.'] }) {
    const report = await checkAsked(findInstallation(), asked)
    if (report.findings.length > 0) process.exitCode = 1
    const found = report.findings.map((finding) => `${String(finding.law).padEnd(10)}  ${tell(finding)}`)
    const isWell = report.findings.length === 0
    const lines = [
      ...found,
      ...(isWell ? [words.forwardOnly] : []),
      words.judged(report.plugin, report.findings.length, report.laws),
    ]
    return { lines, data: report }
  },
}

async function checkAsked(root: string, asked: string): Promise<Report> {
  if (existsSync(asked) && statSync(asked).isDirectory() && isPackage(asked)) return check(root, resolve(asked))
  if (!existsSync(asked) || !isTarball(asked)) throw new Refusal(words.unfit(asked))
  const place = mkdtempSync(join(tmpdir(), 'guildhall-check-'))
  try {
    // As an installation would have it: with the libraries it brings along.
    writeFileSync(join(place, 'package.json'), '{ "private": true }\n')
    await npm(place, 'install', resolve(asked))
    return await check(root, join(place, 'node_modules', await packageNameOf(asked)))
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

async function check(root: string, folder: string): Promise<Report> {
  const { ownerUrl, appUrl, stop } = await startDatabase(readEnvironment(process.env))
  try {
    return await checkPlugin({
      root,
      folder,
      ownerUrl,
      appUrl,
      compose: (plugin: Plugin) => composeAround(root, plugin),
    })
  } finally {
    await stop()
  }
}
