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
  await addCommandsOfPlugins(program, args)
  await program.parseAsync([...args], { from: 'user' })
}

/** They are asked for what they bring only where no verb of the core is meant. */
async function addCommandsOfPlugins(program: Command, [first]: readonly string[]): Promise<void> {
  const isHelp = first === undefined || first === '--help' || first === '-h'
  if (!isHelp && program.commands.some((command) => command.name() === first)) return
  try {
    const { pluginCommands } = await import('./plugin-commands.ts')
    const { verbs, groups } = await pluginCommands()
    for (const verb of verbs) addVerb(program, verb, groups)
  } catch (error) {
    // Help is there even where the composition cannot be read.
    if (!isHelp) throw error
  }
}
