import { bind } from '../database/statement.ts'
import type { Events } from '../events/index.ts'
import type { Vocabulary } from '../i18n/vocabulary.ts'
import { maySwitch } from '../plugins/switching.ts'
import type { Context } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import { historyOfAct } from '../records/record-act.ts'
import { inside } from '../tenancy/load.ts'
import { gone, notForYou, notMapped, tooLarge, unknownImport, wrongState } from './errors.ts'
import { importable } from './fields.ts'
import { guessMapping, guessResource } from './guess.ts'
import { requireMappings } from './judge.ts'
import { addFile, type GivenFile, keepFile } from './keep.ts'
import type { Mapping, Sheet, Target } from './mapping.ts'
import { fold } from './row.ts'
import {
  advance,
  deleteImport,
  type Import,
  learnLabels,
  type State,
  selectImport,
  selectLabels,
  setSheets,
  stop,
} from './statements.ts'
import { workOn } from './work.ts'

export interface ImportOptions {
  readonly engine: Engine
  readonly vocabulary: Vocabulary
  readonly events: () => Pick<Events, 'enqueueJob'>
  readonly contextOf: (tenantId: string, userId: string | null, fresh: boolean) => Promise<Context>
  /** Bytes of a file. */
  readonly largest: number
}

export type Task = 'check' | 'run' | 'undo'

/** Files that become records: taken up, understood, tried, written, taken back. */
export type Imports = ReturnType<typeof openImports>

export function openImports({ engine, vocabulary, events, contextOf, largest }: ImportOptions) {
  const { database } = engine

  /** One's own; an administrator's are all of the tenant's. @throws 404 */
  async function find(context: Context, id: string): Promise<Import> {
    const [, { rows }] = await database.run([inside(context.tenant.id), bind(selectImport, context.tenant.id, id)])
    const [found] = rows
    if (!found || (found.actorId !== context.actor.id && !maySwitch(context))) throw unknownImport()
    return found
  }

  function requireFile({ bytes }: GivenFile): void {
    if (bytes.length > largest) throw tooLarge({ megabytes: Math.floor(largest / 1_048_576) })
  }

  const translatorsFor = ({ tenant, zone }: Context) =>
    vocabulary.languagesOffered().map(({ language }) => vocabulary.translator(language, { tenant, zone }))

  async function learnedOf({ tenant }: Context, resource: string): Promise<ReadonlyMap<string, Target | null>> {
    const [, { rows }] = await database.run([inside(tenant.id), bind(selectLabels, tenant.id, resource)])
    return new Map(rows)
  }

  /** What a sheet probably holds and means; of the given resource, if one is. */
  async function suggest(context: Context, sheet: Sheet, resource?: string): Promise<Mapping | null> {
    const guessing = { context, translators: translatorsFor(context), learned: new Map() }
    const models = importable(context)
    const model = resource ? models.find(({ name }) => name === resource) : guessResource(guessing, models, sheet)
    if (!model) return null
    return guessMapping({ ...guessing, learned: await learnedOf(context, model.name) }, model, sheet)
  }

  async function suggestAll(context: Context, id: string, resource?: string): Promise<Import> {
    const { sheets, total } = await find(context, id)
    const suggested = await Promise.all(
      sheets.map(async (sheet, at) => ({
        ...sheet,
        mapping: sheet.mapping ?? (await suggest(context, sheet, at === 0 ? resource : undefined)),
      })),
    )
    await database.run([
      inside(context.tenant.id),
      bind(setSheets, context.tenant.id, id, JSON.stringify(suggested), total),
    ])
    return find(context, id)
  }

  /** Takes the step to what is to be worked on; whoever takes it sees to the work. */
  async function step(context: Context, id: string, task: Task, whole = false): Promise<void> {
    const found = await find(context, id)
    if (!bringsIn(context)) throw notForYou()
    if (task !== 'undo') requireReady(context, found, task, whole)
    else if (found.parts === 0) throw wrongState()
    const { state, from } = tasks[task]
    const { tenant } = context
    const [, { rows }] = await database.run([
      inside(tenant.id),
      bind(advance, tenant.id, id, state, task === 'run' ? whole : found.whole, from),
      ...(task === 'check' ? [] : [historyOfAct(context, { kind: 'imports', action: task, after: { id } })]),
    ])
    if (rows.length === 0) throw wrongState()
  }

  return {
    find,
    largest,
    suggest,
    async take(context: Context, file: GivenFile, resource?: string): Promise<Import> {
      if (!bringsIn(context) || importable(context).length === 0) throw notForYou()
      requireFile(file)
      return suggestAll(context, await keepFile(engine, context, file, largest), resource)
    },
    async add(context: Context, id: string, file: GivenFile): Promise<Import> {
      const found = await find(context, id)
      requireFile(file)
      if (!open.has(found.state) || found.parts > 0) throw wrongState()
      await addFile(engine, context, found, file, largest)
      return suggestAll(context, id)
    },
    /** Says what the columns mean, and remembers it for the next file. */
    async understand(context: Context, id: string, mappings: readonly (Mapping | null)[]): Promise<Import> {
      const { sheets } = await find(context, id)
      if (!bringsIn(context)) throw notForYou()
      requireMappings(context, sheets, mappings)
      const mapped = sheets.map((sheet, at) => ({ ...sheet, mapping: mappings[at] ?? null }))
      const total = mapped.reduce((sum, { rows, mapping }) => sum + (mapping ? rows : 0), 0)
      const { tenant, clock } = context
      const learned = mapped.flatMap(({ labels, mapping }) => {
        if (!mapping) return []
        const targets = new Map(labels.map((label, at) => [fold(label), mapping.columns[at] ?? null]))
        const texts = [...targets.values()].map((target) => target && JSON.stringify(target))
        return [bind(learnLabels, tenant.id, mapping.resource, [...targets.keys()], texts, clock.now())]
      })
      const [, { rows }] = await database.run([
        inside(tenant.id),
        bind(setSheets, tenant.id, id, JSON.stringify(mapped), total),
        ...learned,
      ])
      if (rows.length === 0) throw wrongState()
      return find(context, id)
    },
    step,
    /** Asks the worker for it. */
    async start(context: Context, id: string, task: Task, whole = false): Promise<Import> {
      await step(context, id, task, whole)
      const { tenant, actor } = context
      await events().enqueueJob({
        tenantId: tenant.id,
        plugin: 'core',
        job: 'import',
        data: { id },
        askedBy: actor.id,
      })
      return find(context, id)
    },
    async stop(context: Context, id: string): Promise<Import> {
      await find(context, id)
      await database.run([inside(context.tenant.id), bind(stop, context.tenant.id, id)])
      return find(context, id)
    },
    async remove(context: Context, id: string): Promise<Import> {
      const found = await find(context, id)
      const [, { rows }] = await database.run([inside(context.tenant.id), bind(deleteImport, context.tenant.id, id)])
      if (rows.length === 0) throw wrongState()
      return found
    },
    /** The worker's part of it. */
    work: (tenantId: string, id: string) => workOn({ engine, vocabulary, contextOf }, tenantId, id),
  }

  function requireReady({ clock }: Context, found: Import, task: Task, whole: boolean): void {
    if (found.sheets.every(({ mapping }) => !mapping)) throw notMapped()
    if (found.expiresAt <= clock.now()) throw gone()
    if (found.parts > 0 && (task === 'check' || whole)) throw wrongState()
  }
}

/** Before anything was written. */
const open: ReadonlySet<State> = new Set(['uploaded', 'checked', 'refused', 'failed', 'cancelled'])

const tasks: Readonly<Record<Task, { readonly state: State; readonly from: readonly State[] }>> = {
  check: { state: 'checking', from: [...open] },
  run: { state: 'running', from: [...open] },
  undo: { state: 'undoing', from: ['done', 'cancelled', 'failed'] },
}

/**
 * Staff, superadmins and operators: who only looks, or is a customer, brings no files. Nor does a key, nor who acts for somebody: the worker writes
 * under the whole rights of a person, who must have asked for it himself.
 */
export function bringsIn({ roles = [], outside, actor, key, acting }: Context): boolean {
  if (key || acting) return false
  if (outside || actor.kind === 'system') return true
  return roles.some(({ archetype }) => archetype !== 'client' && archetype !== 'observer')
}
