// npm start: from a bare clone to a running Guildhall. Plain JavaScript, for whatever Node the machine has.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './house/build.mjs'
import { install } from './house/install.mjs'
import { newNode } from './house/node.mjs'
import { root } from './house/root.mjs'
import { become } from './house/run.mjs'
import { tell } from './house/tell.mjs'

process.chdir(root)
try {
  await install()
  await build()
  const command = join(root, 'core/dist/cli/main.js')
  if (!existsSync(command))
    throw new Error('The build left no core/dist/cli/main.js. Run "npm run build" and read what it says.')
  await become(newNode(), [command, 'start', ...process.argv.slice(2)])
} catch (error) {
  tell(error.message)
  process.exitCode = 1
}
