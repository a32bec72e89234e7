import { defineConfig } from 'tsup'

/** One shape for every published package: ES modules for Node 24, with their types. */
export function library(entry: Record<string, string>) {
  return defineConfig({
    entry,
    format: 'esm',
    target: 'node24',
    platform: 'node',
    dts: true,
    sourcemap: true,
    // What a plugin draws in the backoffice is built beside it.
    clean: ['!admin/**'],
    splitting: true,
    silent: true,
  })
}
