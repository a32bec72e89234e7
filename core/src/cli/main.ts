#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

// Before anything else is loaded: what was compiled once is not compiled at every start.
enableCompileCache()
// Whoever reads only the beginning (`| head`) has enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit()
  throw error
})
const { runProgram } = await import('./program.ts')
await runProgram()
