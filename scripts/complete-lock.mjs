// node scripts/complete-lock.mjs: a registry that lacks a package of another platform leaves a hole in
// package-lock.json, and "npm ci" refuses such a lock everywhere. This fills the holes with what the packages that
// want them say of them: the exact version, and by their names the platform. Run it after "npm install".
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './house/root.mjs'

const systems = {
  linux: 'linux',
  darwin: 'darwin',
  win32: 'win32',
  windows: 'win32',
  freebsd: 'freebsd',
  openbsd: 'openbsd',
  netbsd: 'netbsd',
  android: 'android',
  openharmony: 'openharmony',
  sunos: 'sunos',
  aix: 'aix',
}
const processors = {
  64: 'x64',
  x64: 'x64',
  arm64: 'arm64',
  arm: 'arm',
  ia32: 'ia32',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  loong64: 'loong64',
  mips64el: 'mips64el',
  wasm32: 'wasm32',
}

/** The lock with an entry for every optional dependency that any of its packages names with an exact version. */
export function completeLock(lock) {
  const packages = { ...lock.packages }
  for (const entry of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const place = `node_modules/${name}`
      if (packages[place] || !/^\d+\.\d+\.\d+/.test(version)) continue
      packages[place] = { version, ...(entry.dev ? { dev: true } : {}), optional: true, ...platformOf(name) }
    }
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'))
  return { ...lock, packages: Object.fromEntries(sorted) }
}

function platformOf(name) {
  const words = name.split('/').at(-1).split('-')
  const os = words.map((word) => systems[word]).find(Boolean)
  const cpu = words.map((word) => processors[word]).find(Boolean)
  const libc =
    os !== 'linux'
      ? undefined
      : words.some((word) => word.startsWith('musl'))
        ? 'musl'
        : words.some((word) => word.startsWith('gnu'))
          ? 'glibc'
          : undefined
  return { ...(cpu ? { cpu: [cpu] } : {}), ...(libc ? { libc: [libc] } : {}), ...(os ? { os: [os] } : {}) }
}

if (process.argv[1] === import.meta.filename) {
  const file = join(root, 'package-lock.json')
  writeFileSync(file, `${JSON.stringify(completeLock(JSON.parse(readFileSync(file, 'utf8'))), null, 2)}\n`)
}
