import { relative, resolve } from 'node:path'
import { findInstallation } from '../config/installation.ts'
import { buildPlugin, hasSources } from '../plugins/build.ts'
import { isFree, judgeName, writePlugin } from '../plugins/template.ts'
import { readComposition } from './installed.ts'
import { pluginWords as words } from './plugin-words.ts'
import { Refusal } from './refusal.ts'
import type { Verb } from './verb.ts'

export const pluginNew: Verb = {
  name: 'plugin new',
  description: words.new,
  arguments: [
    ['<name>', words.name],
    ['[folder]', words.folder],
  ],
  async run({ args: [name = '', asked = name] }) {
    const { plugins } = await readComposition(findInstallation())
    const problem = judgeName(
      name,
      plugins.map((plugin) => plugin.name),
    )
    if (problem) throw new Refusal(words.namedBadly[problem](name), `plugin.name_${problem}`)
    const folder = resolve(asked)
    if (!isFree(folder)) throw new Refusal(words.notFree(asked), 'plugin.folder_taken')
    const files = writePlugin(folder, name)
    await buildPlugin(folder, name)
    const shown = shownPath(folder)
    return { lines: [words.written(shown, files.length), ...words.next(shown)], data: { plugin: name, folder, files } }
  },
}

export const pluginBuild: Verb = {
  name: 'plugin build',
  description: words.build,
  arguments: [['[folder]', words.folder]],
  async run({ args: [asked = '.'] }) {
    const folder = resolve(asked)
    if (!hasSources(folder)) throw new Refusal(words.noSources(asked))
    await buildPlugin(folder)
    return { lines: [words.built(shownPath(folder))], data: { folder } }
  },
}

/** As it can be given to the next command from here. */
function shownPath(folder: string): string {
  const path = relative(process.cwd(), folder)
  return path.startsWith('..') ? folder : `./${path}`
}
