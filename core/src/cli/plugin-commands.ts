import { join } from 'node:path'
import type { CommandDefinition, Field, Plugin, Told } from '@guildhall/sdk'
import { loadLocales } from '../i18n/files.ts'
import { localePackages } from '../i18n/packages.ts'
import { flatten } from '../i18n/resources.ts'
import { judgeInput } from '../records/input.ts'
import { type Composition, readComposition } from './installed.ts'
import { inOffice } from './office.ts'
import { operationsWords } from './operations-words.ts'
import { Refusal } from './refusal.ts'
import { required } from './tenant.ts'
import type { Verb, VerbContext } from './verb.ts'

const words = operationsWords.plugin

/** The verbs that plugins bring, `<plugin> <verb>`. */
export async function pluginCommands(): Promise<{ verbs: Verb[]; groups: Readonly<Record<string, string>> }> {
  const composition = await readComposition()
  const say = textsOf(composition)
  const bringing = composition.plugins.filter(({ commands }) => commands && Object.keys(commands).length > 0)
  return {
    verbs: bringing.flatMap((plugin) =>
      Object.entries(plugin.commands ?? {}).map(([verb, command]) => verbOf(plugin, verb, command, say)),
    ),
    groups: Object.fromEntries(bringing.map(({ name }) => [name, say(`${name}:plugin.description`)])),
  }
}

type Say = (key: Key) => string
type Key = `${string}:${string}`

function verbOf({ name: plugin }: Plugin, verb: string, { options = {}, run }: CommandDefinition, say: Say): Verb {
  return {
    name: `${plugin} ${verb}`,
    description: say(`${plugin}:commands.${verb}`),
    options: [
      ['--tenant <slug>', words.tenant],
      ...Object.entries(options).map(
        ([name, field]) => [flagOf(name, field), say(`${plugin}:commandOptions.${verb}.${name}`)] as const,
      ),
    ],
    run: (context) => runCommand(plugin, verb, { options, run }, context),
  }
}

async function runCommand(
  plugin: string,
  verb: string,
  { options: declared = {}, run }: CommandDefinition,
  { options: { tenant: slug, ...given } }: VerbContext,
) {
  if (typeof slug !== 'string') throw new Refusal(words.tenantMissing)
  return inOffice(async ({ platform }) => {
    const { id: tenantId } = await required(platform.tenancy, slug)
    const desk = await platform.desk({ plugin, tenantId, reason: `cli ${plugin} ${verb}` })
    if (!desk.isOn) throw new Refusal(words.isOff(plugin, slug))
    const values = Object.entries(given).map(([name, value]) => [name, givenValue(declared[name], value)])
    const { lines = [], data, failed } = await run(desk, judgeInput(declared, Object.fromEntries(values)))
    if (failed) process.exitCode = 1
    const t = platform.vocabulary.translator('en')
    return { lines: lines.map(({ text, params }: Told) => t(text, params)), data }
  })
}

/** `pageSize` is given as `--page-size <pageSize>`; a yes-or-no needs no value. */
function flagOf(name: string, { kind }: Field): string {
  const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  return kind === 'boolean' ? flag : `${flag} <${name}>`
}

/** What is no number stays a text, and is refused as one. */
function givenValue(field: Field | undefined, given: string | boolean | undefined): unknown {
  const isNumber = (field?.kind === 'integer' || field?.kind === 'decimal') && typeof given === 'string'
  return isNumber && given.trim() !== '' && Number.isFinite(Number(given)) ? Number(given) : given
}

/** In English, as the command line speaks; read before there is a database. */
function textsOf({ root, plugins }: Composition): Say {
  const files = loadLocales(join(root, 'locales'), localePackages(plugins, root))
  const texts = new Map<Key, string>(
    files
      .filter(({ language }) => language === 'en')
      .flatMap(({ namespace, resources }) =>
        [...flatten(resources)].map(([key, text]) => [`${namespace}:${key}`, text] as const),
      ),
  )
  return (key) => texts.get(key) ?? key
}
