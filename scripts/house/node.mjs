import { accessSync, chmodSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

const needed = 24

/** The Node 24 that npm brought with it; the one that runs us where npm has none for this machine. */
export function newNode() {
  const program = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin/node')
  if (existsSync(program)) return executable(program)
  if (Number(process.versions.node.split('.')[0]) >= needed) return process.execPath
  throw new Error(
    `Guildhall needs Node ${needed} and this is ${process.version}. Install Node ${needed} and run the command again.`,
  )
}

function executable(program) {
  try {
    accessSync(program, constants.X_OK)
  } catch {
    chmodSync(program, 0o755)
  }
  return program
}
