import { fileURLToPath } from 'node:url'

const isSource = import.meta.url.endsWith('.ts')
const conditions = isSource ? { conditions: ['source'] } : {}

/** What a plugin's `vitest.config.ts` exports: a PostgreSQL of its own for each run, and time enough for it. */
export default {
  resolve: conditions,
  ssr: { resolve: conditions },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: [fileURLToPath(new URL(isSource ? './global-setup.ts' : './global-setup.js', import.meta.url))],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
}
