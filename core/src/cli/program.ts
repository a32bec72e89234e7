import { Command } from 'commander'
import { start } from './start.ts'
import { addVerb, type Verb } from './verb.ts'
import { words } from './words.ts'

/** The `guildhall` command: every verb is a file beside this one. */
export async function runProgram(args: readonly string[] = process.argv.slice(2)): Promise<void> {
  const program = new Command('guildhall')
    .description(words.program)
    .helpOption('-h, --help', words.help)
    .helpCommand(false)
    .showHelpAfterError(words.seeHelp)
    .showSuggestionAfterError()
  // A start does not wait for what only the other verbs need.
  const verbs: readonly Verb[] = args[0] === start.name ? [start] : [start, ...(await import('./verbs.ts')).verbs]
  for (const verb of verbs) addVerb(program, verb)
  await program.parseAsync([...args], { from: 'user' })
}
