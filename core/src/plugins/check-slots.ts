import { fieldKinds, type Plugin, type Slot, slotKinds } from '@guildhall/sdk'
import { attributeOf } from '../access/attribute.ts'
import { actionsOf } from '../access/rules.ts'
import type { Registry } from '../records/model.ts'
import { resourceOf } from '../widgets/question.ts'
import type { WiringProblem } from './wiring.ts'

/** What a plugin says it draws, held against what there is. */
export function checkSlots(registry: Registry, plugins: readonly Plugin[]): WiringProblem[] {
  const names = new Set(plugins.map(({ name }) => name))
  return plugins.flatMap((plugin) => {
    // What it draws for a plugin that is not installed is simply not drawn.
    const lacksPartner = (plugin.enhances ?? []).some((name) => !names.has(name))
    const slots = plugin.admin?.slots ?? []
    return slots.flatMap((slot, index) => {
      const report = (problem: string, remedy: string): WiringProblem[] => [
        { plugin: plugin.name, place: `admin, slot ${slot.name || index + 1}`, problem, remedy },
      ]
      return [
        ...(slotKinds.includes(slot.kind)
          ? []
          : report(`there is no kind of slot ${slot.kind}.`, `The kinds are ${slotKinds.join(', ')}.`)),
        ...(/^[a-z][a-zA-Z0-9]*$/.test(slot.name) ? [] : report('it is not a name of a slot.', 'Use camelCase.')),
        ...(slots.findIndex(({ name }) => name === slot.name) < index
          ? report('the name is taken twice.', 'Give one of them another name.')
          : []),
        ...(slot.kind === 'page' && !/^(\/[a-z0-9-]+)+$/.test(slot.path ?? '')
          ? report(`"${slot.path ?? ''}" is not the path of a page.`, 'Use lower case, as in /planner.')
          : []),
        ...checkTarget(registry, slot, report, lacksPartner),
        ...checkRight(registry, slot, report, lacksPartner),
      ]
    })
  })
}

type Report = (problem: string, remedy: string) => WiringProblem[]

function checkTarget(registry: Registry, slot: Slot, report: Report, lacksPartner: boolean): WiringProblem[] {
  const { kind, resource, field, fieldKind } = slot
  if (kind === 'field' && fieldKind !== undefined)
    return fieldKinds.includes(fieldKind)
      ? []
      : report(`${fieldKind} is not a kind of field.`, `Use one of ${fieldKinds.join(', ')}.`)
  if (!['tab', 'aside', 'field', 'list'].includes(kind)) return []
  const model = registry.models.get(resource ?? '')
  if (!model)
    return lacksPartner
      ? []
      : report(
          `no plugin declares the resource ${resource}.`,
          'Correct the name, or say in requires or enhances whose it is.',
        )
  if (kind !== 'field' || model.fields.has(field ?? '') || attributeOf(model, field ?? '')) return []
  return report(`${resource} has no field ${field}.`, `Its fields are ${[...model.fields.keys()].join(', ')}.`)
}

function checkRight(registry: Registry, { right }: Slot, report: Report, lacksPartner: boolean): WiringProblem[] {
  if (!right) return []
  const model = registry.models.get(right.resource)
  if (!model)
    return lacksPartner
      ? []
      : report(`its right is on ${right.resource}, which no plugin declares.`, 'Correct the name.')
  return actionsOf(model).includes(right.action)
    ? []
    : report(
        `its right is ${right.action} on ${right.resource}, and there is no such action.`,
        `There are ${actionsOf(model).join(', ')}.`,
      )
}

/** The fields a widget names, held against its resource; its condition is judged like a rule's. */
export function checkWidgets(registry: Registry, plugins: readonly Plugin[]): WiringProblem[] {
  const names = new Set(plugins.map(({ name }) => name))
  return plugins.flatMap((plugin) =>
    (plugin.widgets ?? []).flatMap((widget) => {
      const report = (problem: string, remedy: string): WiringProblem[] => [
        { plugin: plugin.name, place: `widget ${widget.name}`, problem, remedy },
      ]
      const model = registry.models.get(resourceOf(widget))
      if (!model)
        return (plugin.enhances ?? []).some((name) => !names.has(name))
          ? []
          : report(`no plugin declares the resource ${resourceOf(widget)}.`, 'Correct the name.')
      const kindOf = (name: string) =>
        model.fields.get(name)?.kind ?? (attributeOf(model, name)?.value === 'instant' ? 'instant' : undefined)
      const unfit = (name: string | undefined, kinds: readonly string[]) =>
        name === undefined || kinds.includes(kindOf(name) ?? '')
          ? []
          : report(
              `${name} is no field of ${model.name} that is ${kinds.join(' or ')}.`,
              'Correct the name of the field.',
            )
      return [
        ...unfit('date' in widget ? widget.date : undefined, ['date', 'instant']),
        ...unfit('of' in widget ? widget.of : undefined, ['integer', 'duration', 'decimal', 'money']),
        ...unfit('by' in widget ? widget.by : undefined, ['enumeration', 'state', 'boolean', 'ref']),
      ]
    }),
  )
}
