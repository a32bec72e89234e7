import { spawn } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { root } from './root.mjs'

/** Runs a program to its end; its output is kept and only shown by whoever finds that it failed. */
export function run(program, args, { show = false, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env,
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += chunk
      })
    }
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code: code ?? (signal ? 1 : 0), output }))
  })
}

/** Tools are found in node_modules/.bin, and their `#!/usr/bin/env node` finds the new Node. */
export function toolEnvironment(node) {
  const path = [dirname(node), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  return { ...process.env, PATH: path, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' }
}

/** Lets another program take our place: its end is our end, and what we are told it is told. */
export async function become(program, args) {
  if (process.execve && process.platform !== 'win32') {
    // It says that it is experimental, which is no news for whoever starts Guildhall.
    process.removeAllListeners('warning')
    process.execve(program, [program, ...args], process.env)
  }
  const child = spawn(program, args, { stdio: 'inherit' })
  // A Ctrl-C reaches both of us; the child does not mind being told twice.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      process.exitCode = code ?? (signal ? 1 : 0)
      resolve()
    })
  })
}
