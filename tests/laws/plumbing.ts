import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const plugins = fileURLToPath(new URL('../../plugins', import.meta.url))
/** What only ties the parts of a plugin together, whatever it is about: its index, its places in the backoffice, its build. */
const wiring = /(^|\/)(index\.tsx?|slots\.ts|tsup\.config\.ts)$/

/** How many lines a plugin has without its tests, and how many of them are plumbing: imports, exports of others' names, and files of wiring. */
export function linesOf(plugin: string) {
  let [lines, plumbing] = [0, 0]
  for (const file of sourcesOf(join(plugins, plugin))) {
    const text = readFileSync(file, 'utf8')
    const written = text.split('\n').filter((line) => line.trim() !== '').length
    const passing = text.match(/^(import|export) [^=]*? from '[^']+'$|^import '[^']+'$/gms) ?? []
    lines += written
    plumbing += wiring.test(relative(plugins, file)) ? written : passing.join('\n').split('\n').filter(Boolean).length
  }
  return { plugin, lines, plumbing, share: plumbing / lines }
}

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (['dist', 'node_modules', 'test', 'migrations', 'locales'].includes(entry.name)) return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sourcesOf(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}

export const pluginsHere = readdirSync(plugins, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
)

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(pluginsHere.map(linesOf))
