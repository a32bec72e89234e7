import { type Command, InvalidArgumentError } from 'commander'
import { describeFailure } from './failure.ts'
import { words } from './words.ts'

/** What a verb leaves: lines for a person, or the same as data for a program that said --json. */
export interface Outcome {
  lines?: readonly string[]
  data?: unknown
}

export interface VerbContext {
  /** The arguments, in the order of `Verb.arguments`. */
  args: readonly string[]
  options: Readonly<Record<string, string | boolean | undefined>>
  /** Whether the answer is to be JSON alone, so nothing else may be printed on stdout. */
  json: boolean
  print(outcome: Outcome): void
}

export interface Verb {
  /** One word, or two: `migration new`. */
  name: string
  description: string
  arguments?: readonly [name: string, description: string][]
  options?: readonly (readonly [flags: string, description: string, allowed?: readonly string[]])[]
  run(context: VerbContext): Promise<Outcome | undefined>
}

/** @param groups what the first words of verbs of two words are about */
export function addVerb(program: Command, verb: Verb, groups = words.groups): void {
  const path = verb.name.split(' ')
  const name = path.pop() ?? ''
  const command = path
    .reduce((parent, word) => group(parent, word, groups), program)
    .command(name)
    .description(verb.description)
  for (const [argument, description] of verb.arguments ?? []) command.argument(argument, description)
  for (const [flags, description, allowed] of verb.options ?? []) addOption(command, flags, description, allowed)
  command.option('--json', words.json)
  command.action(async () => {
    const { json = false, ...options } = command.opts<Record<string, string | boolean | undefined>>()
    const print = (outcome: Outcome) => printOutcome(outcome, json === true)
    try {
      const outcome = await verb.run({ args: command.args, options, json: json === true, print })
      if (outcome) print(outcome)
    } catch (error) {
      const { line, data } = describeFailure(error)
      process.stderr.write(json === true ? `${JSON.stringify({ error: data })}\n` : `${line}\n`)
      process.exitCode = 1
    }
  })
}

function addOption(command: Command, flags: string, description: string, allowed?: readonly string[]): void {
  if (!allowed) return void command.option(flags, description)
  command.option(flags, `${description} (${allowed.join(', ')})`, (given: string) => {
    if (allowed.includes(given)) return given
    throw new InvalidArgumentError(`${words.allowedAre} ${allowed.join(', ')}.`)
  })
}

function group(parent: Command, name: string, groups: Readonly<Record<string, string>>): Command {
  return (
    parent.commands.find((command) => command.name() === name) ?? parent.command(name).description(groups[name] ?? '')
  )
}

function printOutcome({ lines = [], data }: Outcome, json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify(data ?? {})}\n`)
  else for (const line of lines) process.stdout.write(`${line}\n`)
}
