import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const tests = fileURLToPath(new URL('..', import.meta.url))

/** Tests that name lines, as they are written: known without running them. */
export function titlesOfLines(): { readonly file: string; readonly title: string }[] {
  return globSync('**/*.test.ts', { cwd: tests }).flatMap((name) => {
    const file = join(tests, name)
    return [...readFileSync(file, 'utf8').matchAll(written)].map(([, title = '']) => ({ file, title }))
  })
}

const written = /^\s*(?:it|test)\(\s*['"`](S\d+\.\d+ .+?)['"`],/gm
