import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createPlatform, type DatabaseUrls, type Platform } from '@guildhall/core'
import type { Plugin } from '@guildhall/sdk'
import { pino } from 'pino'
import config from '../platform.config.ts'
import items from './items.ts'
import { syntheticPlugins } from './synthetic.ts'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** The real plugins and the bench's own; with twenty more where that is what is measured. */
export const pluginsOf = (synthetic: boolean): Plugin[] => [
  ...config.plugins,
  items,
  ...(synthetic ? syntheticPlugins : []),
]

export const openPlatform = (urls: DatabaseUrls, synthetic: boolean): Promise<Platform> =>
  createPlatform({
    root,
    plugins: pluginsOf(synthetic),
    ...urls,
    secret: 'thirty-two random characters, as ever',
    logger: pino({ level: 'error' }),
    publicUrl: 'http://127.0.0.1',
    filesUrl: `file:${join(tmpdir(), `guildhall-bench-${process.pid}`)}`,
    mail: { from: 'bench@example.org', inboxDir: fileURLToPath(new URL('.cache/inbox', import.meta.url)) },
    worker: false,
  })
