import type { WidgetDefinition } from '@guildhall/sdk'
import { archetypesOf } from '../http/archetypes.ts'
import type { Installed } from '../plugins/host.ts'
import type { Context } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import { type Question, questionOf } from './question.ts'

export interface OfferedWidget {
  readonly plugin: string
  readonly question: Question
}

/** The widgets of the plugins that are on, whose records and fields this actor may read and which are meant for his kind. */
export function widgetsFor(engine: Engine, installed: Installed, context: Context): OfferedWidget[] {
  return installed.plugins
    .filter(({ name }) => context.plugins.has(name))
    .flatMap(({ name, widgets = [] }) =>
      widgets
        .filter((widget) => isMeantFor(widget, context))
        .flatMap((widget) => {
          const question = readableQuestion(engine, context, widget)
          return question ? [{ plugin: name, question }] : []
        }),
    )
}

export function isMeantFor({ for: archetypes }: WidgetDefinition, { plan }: Context): boolean {
  const own = archetypesOf(plan)
  return !archetypes || archetypes.some((one) => own.has(one))
}

/** A question about fields he may not read is none for him, like one about records he may not. */
export function readableQuestion(
  { registry }: Engine,
  { plugins, plan }: Context,
  widget: WidgetDefinition,
): Question | undefined {
  const question = questionOf(registry, widget)
  if (!question) return undefined
  const { model, where } = question
  if (!plugins.has(model.plugin) || !plan.has(model.name, 'read')) return undefined
  const asked = [
    'date' in widget && widget.date !== undefined ? { [`${widget.date}_null`]: false } : {},
    'sort' in widget && widget.sort ? { [`${widget.sort[0]}_null`]: false } : {},
  ]
  return [where, ...asked].every((each) => plan.filter(model.name, each).problems.length === 0) ? question : undefined
}
