/** Erases what is due over a test's database and stops dead in the middle, waiting for its end. `argv[2]`: the urls. `argv[3]`: the present. */
import { tmpdir } from 'node:os'
import { pino } from 'pino'
import { createPlatform } from '../../src/platform.ts'
import { repositoryRoot } from '../../testing/index.ts'
import { hotel } from './inn.ts'

const { appUrl, ownerUrl } = JSON.parse(process.argv[2] ?? '{}')
const now = String(process.argv[3])
const stop = () => {
  process.stdout.write('there\n')
  return new Promise<never>(() => setInterval(() => {}, 1000))
}
const platform = await createPlatform({
  root: repositoryRoot,
  plugins: [{ ...hotel, setup: ({ person }) => void person.erasing(stop) }],
  ...{ appUrl, ownerUrl, publicUrl: 'http://guildhall.test', filesUrl: 'file:/tmp/guildhall-none', worker: false },
  secret: 'thirty-two random characters, as ever',
  clock: { now: () => now, today: () => now.slice(0, 10) },
  logger: pino({ level: 'silent' }),
  mail: { from: 'Guildhall <guildhall@example.org>', inboxDir: tmpdir() },
})
await platform.privacy.workAll()
