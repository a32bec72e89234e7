/** Delivers over a test's database until it is killed. `argv[2]`: the urls. `argv[3]`: where it stops dead, waiting for its end. */
import { connectGarden, noteTaker } from '../garden.ts'

const urls = JSON.parse(process.argv[2] ?? '{}')
const where = process.argv[3]
const forever = () => new Promise<never>(() => setInterval(() => {}, 1000))
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, Math.random() * 10))

const garden = await connectGarden(urls, {
  handlers: [
    noteTaker('diary', 'garden.beds.*', 'diary:all', async () => {
      if (where !== 'in the handler') return pause()
      process.stdout.write('there\n')
      await forever()
    }),
  ],
  ...(where === 'after the commit' && {
    wrap:
      (deliver) =>
      async (...given) => {
        await deliver(...given)
        process.stdout.write('there\n')
        await forever()
      },
  }),
})
await garden.events.start()
process.stdout.write('ready\n')
