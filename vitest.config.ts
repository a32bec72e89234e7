import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/longest-first.ts'

export default defineConfig({
  // Sources, not builds: what is tested is what is on the screen.
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: [
      '{sdk,core,admin-ui}/test/**/*.test.{ts,tsx}',
      'plugins/*/test/**/*.test.ts',
      'tests/**/*.test.ts',
      'scripts/test/**/*.test.ts',
    ],
    globalSetup: ['core/testing/global-setup.ts'],
    pool: 'forks',
    // What a file has loaded, the next ones find: each closes what it has opened.
    isolate: false,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', './tests/scenarios/coverage.ts'],
  },
})
