#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

// Before anything else is loaded: what was compiled once is not compiled at every start.
enableCompileCache()
const { runProgram } = await import('./program.ts')
await runProgram()
