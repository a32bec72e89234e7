// Starts the database of the folder it is given, says so on one line, and holds it until a signal comes.
import { BootError } from '../../../src/config/boot-error.ts'
import { startEmbedded } from '../../../src/database/embedded.ts'

try {
  const database = await startEmbedded({ folder: process.argv[2] ?? '' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => void database.stop().then(() => process.exit(0)))
  }
  setInterval(() => {}, 1000)
  console.log(JSON.stringify({ ...database, stop: undefined }))
} catch (error) {
  if (!(error instanceof BootError)) throw error
  console.log(JSON.stringify({ code: error.code, line: error.line }))
  process.exitCode = 1
}
