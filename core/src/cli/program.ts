import { Command } from 'commander'
import { localeAdd, localeCheck, localeStatistics } from './locale.ts'
import { migrate } from './migrate.ts'
import { migrationCheck, migrationNew } from './migration.ts'
import { start } from './start.ts'
import { addVerb } from './verb.ts'
import { words } from './words.ts'

/** The `guildhall` command: every verb is a file beside this one. */
const verbs = [start, localeCheck, localeAdd, localeStatistics, migrate, migrationNew, migrationCheck]

export async function runProgram(): Promise<void> {
  const program = new Command('guildhall')
    .description(words.program)
    .helpOption('-h, --help', words.help)
    .helpCommand(false)
    .showHelpAfterError(words.seeHelp)
    .showSuggestionAfterError()
  for (const verb of verbs) addVerb(program, verb)
  await program.parseAsync()
}
