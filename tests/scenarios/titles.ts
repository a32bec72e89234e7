import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const tests = ['tests/**/*.test.ts', 'plugins/*/test/**/*.test.ts']

/** Tests that name lines, as they are written: known without running them. */
export function titlesOfLines(): { readonly file: string; readonly title: string }[] {
  return globSync(tests, { cwd: root }).flatMap((name) => {
    const file = join(root, name)
    return [...readFileSync(file, 'utf8').matchAll(written)].map(([, title = '']) => ({ file, title }))
  })
}

const written = /^\s*(?:it|test)\(\s*['"`](S\d+\.\d+ .+?)['"`],/gm
