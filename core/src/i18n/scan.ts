import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What sources name: keys to look up, and codes of errors they declare. */
export interface Scan {
  readonly namespace: string
  /** `<namespace>:<key>` as written in code; one that ends with a dot stands for all below it. */
  readonly keys: ReadonlySet<string>
  /** Dotted names that may be codes. */
  readonly names: ReadonlySet<string>
  /** Codes that need a text: given to `defineError`, or put into a field's error. */
  readonly codes: ReadonlySet<string>
}

/** Reads the TypeScript below some folders. A namespace without sources scans as empty. */
export function scanSources(namespace: string, folders: readonly string[]): Scan {
  const sources = folders.flatMap(sourcesBelow).map((file) => readFileSync(file, 'utf8'))
  const all = (pattern: RegExp) =>
    new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map(([, found = '']) => found)))
  return {
    namespace,
    keys: all(/['"`]([a-z][a-z0-9-]*:[a-zA-Z][\w.-]*)/g),
    names: all(/['"`]([a-z][a-z_-]*\.(?:[a-z_]+)?)/g),
    codes: new Set([
      ...all(/(?:defineError(?:<[^(]*>)?|new DomainError)\(\s*'([^']+)'/g),
      ...all(/\b(?:code|error): '([a-z][a-z_-]*\.[a-z_]+)'/g),
    ]),
  }
}

export interface ScreenScan extends Scan {
  /** Keys that are surely asked for, so that they must have a text. */
  readonly asked: ReadonlySet<string>
}

/** Reads the sources of the screens, where a key without a namespace is one of theirs. */
export function scanScreens(namespace: string, folder: string): ScreenScan {
  const scan = scanSources(namespace, [folder])
  const sources = sourcesBelow(folder).map((file) => readFileSync(file, 'utf8'))
  // `shell.theme.${mode}` stands for all that begin so.
  const dotted = /['"`]([a-z]\w*\.(?:[\w-]+\.?)*)(?=['"`]|\$\{)/g
  const said = /\btranslate\(\s*'((?!resources\.)[a-z]\w*\.[\w.-]+)'/g
  const all = (pattern: RegExp) =>
    sources.flatMap((source) => [...source.matchAll(pattern)].map(([, key]) => `${namespace}:${key}`))
  return { ...scan, keys: new Set([...scan.keys, ...all(dotted)]), names: new Set(), asked: new Set(all(said)) }
}

/** Which of the English keys the scanned sources use. */
export function usedKeys(scans: readonly Scan[], english: Iterable<string>): Set<string> {
  const named = scans.flatMap(({ keys }) => [...keys])
  const codes = scans.flatMap(({ names }) => [...names])
  const whole = new Set([...named, ...codes])
  const beginnings = [...whole].filter((name) => name.endsWith('.'))
  const isUsed = (key: string) => {
    const code = key.slice(key.indexOf(':') + 1).replace(/^errors\./, '')
    return [key, code].some((name) => whole.has(name) || beginnings.some((beginning) => name.startsWith(beginning)))
  }
  return new Set([...english].filter(isUsed))
}

function sourcesBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('node_modules') && !file.endsWith('.d.ts'))
    .map((file) => join(folder, file))
}
