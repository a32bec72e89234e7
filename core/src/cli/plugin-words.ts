import type { NameProblem } from '../plugins/template.ts'

/** What the verbs of a plugin's life say to its author and to an operator. */
export const pluginWords = {
  new: 'write a plugin that runs, to begin with: a resource, its migration, words, a test and a screen',
  name: '<vendor>-<name>, in lower case',
  folder: "where; a folder of the plugin's name, here, unless given",
  namedBadly: {
    form: (name) => `${name} is not a plugin's name: use lower-case words with hyphens between, as acme-notes.`,
    vendor: (name) =>
      `${name} carries no vendor, so it would meet others of that name: call it acme-${name}, with your own.`,
    long: (name) => `${name} is longer than 40 characters, and tables are named after it: choose a shorter one.`,
    reserved: (name) => `${name} is a name of the core: choose another.`,
    taken: (name) => `${name} is already installed here: choose another name.`,
  } satisfies Record<NameProblem, (name: string) => string>,
  notFree: (folder: string) => `${folder} is not empty, and nothing is overwritten: name another folder.`,
  written: (folder: string, count: number) => `${folder}: ${count} files, and built.`,
  next: (folder: string) => [
    `See it:    guildhall plugin add ${folder}`,
    `Judge it:  guildhall plugin check ${folder}`,
    `Work on it: guildhall plugin dev ${folder}`,
  ],
  build: "build a plugin's server part and its screens",
  built: (folder: string) => `${folder} is built.`,
  noSources: (folder: string) => `${folder} has no src/index.ts: name the folder of a plugin.`,
  check: 'hold the laws against a plugin, on a scratch database; exits with 1 if it breaks one',
  checked: 'the folder of a plugin, or its tarball; the one here unless given',
  judged: (plugin: string, findings: number, laws: number) =>
    findings === 0 ? `${plugin} keeps all ${laws} laws.` : `${plugin}: ${findings} to mend.`,
  forwardOnly: 'Migrations go forward only; they make the tables that the definitions want.',
  unfit: (asked: string) => `${asked} is neither the folder of a plugin nor a tarball of one.`,
  remove: 'say what removing a plugin would touch; with --confirm, do it',
  removed: 'the name of the plugin',
  confirm: 'its name once more: switches it off everywhere and puts its data away',
  restore: 'bring back the data, settings and switches of a removed plugin that was added again',
  waiting: 'see what data of removed plugins waits, and until when',
  waitingCount: (count: number) =>
    count === 0 ? 'Nothing waits.' : `${count} to restore until then: guildhall plugin restore <plugin>`,
  neededBy: (names: readonly string[]) =>
    `It cannot go while ${names.join(', ')} need${names.length === 1 ? 's' : ''} it. First: guildhall plugin remove ${names.at(-1)}`,
  doIt: (plugin: string, days: number) =>
    `Nothing was done. Its data would wait ${days} days. Do it: guildhall plugin remove ${plugin} --confirm ${plugin}`,
  away: (plugin: string, purgeAt: string) =>
    `${plugin} is off everywhere and its data is put away until ${purgeAt}. Back: guildhall plugin add, then guildhall plugin restore ${plugin}`,
  takeOut: (plugin: string) => `If platform.config.ts names ${plugin}, take it out there. Start anew.`,
  restored: (plugin: string, rows: number, tables: number) =>
    `${plugin} is back as it was: ${rows} rows in ${tables} tables, with its settings and switches. Start anew.`,
  dev: 'keep a server running with a plugin that is being written, renewed at every change',
  pending: (plugin: string, folder: string) =>
    `The tables of ${plugin} are not what it wants yet; the server of before runs on. Write the migration: guildhall migration new ${folder}`,
}
