import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verbs } from '../../core/src/cli/verbs.ts'
import { repositoryRoot } from '../../core/testing/index.ts'

const read = (file: string) => readFileSync(join(repositoryRoot, file), 'utf8')
const find = (...patterns: string[]) => globSync(patterns, { cwd: repositoryRoot }).sort()

describe('the pages', () => {
  it.each(find('*.md', '{docs,presets,admin-ui}/**/*.md', 'tests/**/*.md'))(
    '%s links to files that are there',
    (page) => {
      const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link)
      expect(links.filter((link) => !existsSync(join(repositoryRoot, dirname(page), link)))).toEqual([])
    },
  )

  it('say of every dependency why it is there, and of no other', () => {
    const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'] as const
    const used = find('package.json', '{sdk,core,admin-ui}/package.json', 'plugins/*/{,contract/}package.json')
      .flatMap((file) => kinds.flatMap((kind) => Object.keys(JSON.parse(read(file))[kind] ?? {})))
      .filter((name) => !name.startsWith('@guildhall/'))
    const lines = read('docs/decisions/dependencies.md').matchAll(/^- (`[^:]+`):/gm)
    const told = [...lines].flatMap(([, names = '']) => names.split(', ').map((name) => name.slice(1, -1)))
    expect(told.sort()).toEqual([...new Set(used)].sort())
  })

  it('say of speed what was measured last', () => {
    const told = [...read('README.md').matchAll(/^\| (?:list|one|create|change)[^|]*\| ([\d.]+) \|$/gm)].map(
      ([, ratio]) => Number(ratio),
    )
    const { listCount, list, workerList, get, create, update } = JSON.parse(read('bench/results.json')).ratios
    expect(told).toEqual([listCount, list, workerList, get, create, update])
  })

  it('name every verb of the command line, and none that is not there', () => {
    const told = [...read('docs/getting-started.md').matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) => {
      const names = cell.split(', ').map((name) => name.slice(1, -1))
      const [group = '', first] = names[0]?.split(' ') ?? []
      return names.map((name) => (first && !name.includes(' ') ? `${group} ${name}` : name))
    })
    expect(told.sort()).toEqual(verbs.map(({ name }) => name).sort())
  })

  it('the list of decisions has no gap', () => {
    const numbers = find('docs/decisions/[0-9]*.md').map((file) => Number(/\d{4}/.exec(file)?.[0]))
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  })
})
