/** What the migration verbs say to an operator or a plugin's author. */
export const migrationWords = {
  migrate: 'bring the database to what the installed plugins need',
  check: 'only say what is to be done; exits with 1 if there is anything',
  pending: (count: number) => (count === 0 ? 'Nothing to do.' : `${count} to do. Run: guildhall migrate`),
  done: (count: number) => (count === 0 ? 'Nothing to do.' : `${count} done.`),
  new: "write the migration that brings a plugin's tables to its definitions",
  plugin: 'the plugin, or core; or the folder of a plugin that is being written',
  name: 'words for the name of the file; the tables that change unless given',
  allowDrop: 'also write, ready to run, what destroys data',
  withheld: (plugin: string) =>
    `This would destroy data and is left out. What was renamed must say renamedFrom; what may go: guildhall migration new ${plugin} --allow-drop`,
  nothing: (plugin: string) => `Nothing to do: the migrations of ${plugin} make what its definitions want.`,
  nothingElse: 'Nothing else to do.',
  written: (file: string) => `Written and tried: ${file}. Read it before you release it; from then on it is frozen.`,
  compare: 'compare the tables that the migrations make with those that the definitions want',
  differences: (count: number) =>
    count === 0 ? 'Migrations and definitions agree.' : `${count} to change. Run: guildhall migration new <plugin>`,
}
