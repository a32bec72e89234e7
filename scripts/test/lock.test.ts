import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Entry {
  version?: string
  resolved?: string
  optionalDependencies?: Record<string, string>
}

const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Record<string, Entry>
}

test('the lock file has every platform’s packages, so that npm ci takes it (else run scripts/complete-lock.mjs)', () => {
  const wanted = Object.values(lock.packages).flatMap((entry) => Object.entries(entry.optionalDependencies ?? {}))
  const exact = wanted.filter(([, version]) => /^\d+\.\d+\.\d+/.test(version)).map(([name]) => name)
  expect(exact.filter((name) => !lock.packages[`node_modules/${name}`])).toEqual([])
})

test('the lock file names no registry', () => {
  const hosts = Object.values(lock.packages).filter((entry) => entry.resolved?.startsWith('http'))
  expect(hosts).toEqual([])
})
