import { Readable } from 'node:stream'
import { defineError } from '@guildhall/sdk'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../../records/context.ts'
import type { Engine } from '../../records/engine.ts'
import { badQuery, forbidden, notFound } from '../../records/errors.ts'
import { modelIn, type ResourceModel } from '../../records/model.ts'
import { keepExport } from '../../records/past/reading.ts'
import { readingPlace } from '../../records/read-apart.ts'
import { repeating } from '../../records/transact.ts'
import { takeExport } from '../../tenancy/quotas/by-time.ts'
import { describedOnly } from '../described-only.ts'
import { parseListQuery } from '../list-query.ts'
import type { ResourceSchemas } from '../resource-schemas.ts'
import { openBatches } from './batches.ts'
import { type Column, columnsFor } from './columns.ts'
import { dispositionOf, type FormName, formTypes, isFormName, writeSheet } from './file.ts'
import { namesBehind } from './names.ts'

const tooManyExports = defineError('http.too_many_exports', 429)

/** How many exports a process reads at a time: each holds a connection of the pool for as long as its reader takes. */
const running = new WeakMap<Engine, { count: number }>()

/** A list as a file, under the reader's rules and in his words, row by row: its size does not matter to memory. */
export function exportRoute(
  app: FastifyInstance,
  engine: Engine,
  model: ResourceModel,
  schemas: ResourceSchemas,
): void {
  const options = {
    config: { access: { resource: model.name, action: 'read' }, seeAs: 'refused' as const },
    ...describedOnly,
    schema: schemas.export,
    exposeHeadRoute: false,
  }
  app.get(`/api/${model.name}/export`, options, async (request, reply) => {
    const { fields, ...raw } = request.query as Record<string, unknown>
    const form = formOf(raw.format)
    const { query } = parseListQuery(model, raw)
    const wanted = namesIn(fields)
    const release = enterQueue(engine)
    try {
      const { context, columns, batches, first } = await repeating(engine, request.contextSource, async (context) => {
        refuseUnreadable(context, model)
        await takeExport(engine.database, context)
        const columns = columnsFor(context, modelIn(context.plan, model), wanted)
        await keepExport(engine, context, model, { fields: columns.map(({ label }) => label), where: query.where })
        const batches = await openBatches(await readingPlace(engine), context, model, query)
        return { context, columns, batches, first: await batches.next() }
      })
      const leave = () => batches.close().finally(release)
      const file = Readable.from(
        writeSheet(
          {
            name: context.translate.noun(model.name, { count: 2, form: 'plural', capitalized: true }),
            form,
            labels: columns.map(({ label }) => label),
            rows: portions(batches, first, columns, context, leave),
          },
          context.zone,
        ),
        { objectMode: false },
      )
      // A reader that has gone quiet does not keep a connection for ever.
      const quiet = () => file.destroy(new Error('The reader of an export went quiet'))
      const { socket } = request.raw
      socket.setTimeout?.(longestSilence, quiet)
      file.once('close', () => {
        socket.setTimeout?.(0)
        socket.off?.('timeout', quiet)
        void leave()
      })
      return reply
        .type(formTypes[form])
        .header('cache-control', 'no-store')
        .header('content-disposition', fileNameOf(context, model, form))
        .send(file)
    } catch (error) {
      release()
      throw error
    }
  })

  async function* portions(
    batches: Batches,
    first: Batch,
    columns: readonly Column[],
    context: Context,
    leave: () => Promise<void>,
  ) {
    try {
      for (let batch = first; batch.length > 0; batch = await batches.next()) {
        const names = await namesBehind(batches, context, columns, batch)
        yield batch.map((record) => columns.map(({ cell }) => cell(record, names)))
      }
    } finally {
      // Before the reader has his last line: who asks for one file after the other never waits for himself.
      await leave()
    }
  }
}

type Batches = Awaited<ReturnType<typeof openBatches>>
type Batch = Awaited<ReturnType<Batches['next']>>

const longestSilence = 60_000

function enterQueue(engine: Engine): () => void {
  const state = running.get(engine) ?? { count: 0 }
  running.set(engine, state)
  const most = Math.max(1, Math.floor((engine.database.pool.options.max ?? 10) / 3))
  if (state.count >= most) throw tooManyExports({ retryAfter: 5 })
  state.count++
  let isOver = false
  return () => {
    if (isOver) return
    isOver = true
    state.count--
  }
}

function formOf(format: unknown = 'csv'): FormName {
  if (isFormName(format)) return format
  throw badQuery({}, [{ path: 'format', code: 'validation.not_allowed', params: { allowed: Object.keys(formTypes) } }])
}

function refuseUnreadable(context: Context, model: ResourceModel): void {
  if (!context.plugins.has(model.plugin)) throw notFound()
  if (!context.plan.has(model.name, 'read')) throw forbidden({ action: 'read', resource: model.name })
}

function namesIn(text: unknown): readonly string[] | null {
  if (text === undefined || text === '') return null
  try {
    const names: unknown = JSON.parse(String(text))
    if (Array.isArray(names) && names.length > 0 && names.every((name) => typeof name === 'string')) return names
  } catch {
    // Said below.
  }
  throw badQuery({}, [{ path: 'fields', code: 'validation.json' }])
}

function fileNameOf(context: Context, model: ResourceModel, form: FormName): string {
  const day = context.clock.today(context.zone)
  return dispositionOf(`${context.translate.noun(model.name, { count: 2 })}-${day}`, `${model.name}-${day}`, form)
}
