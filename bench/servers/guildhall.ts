import { enableCompileCache } from 'node:module'

// As the command does.
enableCompileCache()
/** The whole platform as it runs for people, over the prepared database. */
const { BENCH_APP_URL = '', BENCH_OWNER_URL = '', BENCH_PORT, BENCH_SYNTHETIC } = process.env
const { openPlatform } = await import('../platform.ts')
const platform = await openPlatform({ appUrl: BENCH_APP_URL, ownerUrl: BENCH_OWNER_URL }, BENCH_SYNTHETIC === 'on')
await platform.app.listen({ port: Number(BENCH_PORT), host: '127.0.0.1' })
process.send?.('ready')
process.on('SIGTERM', () => void platform.close().then(() => process.exit(0)))
