import type { Fields } from './fields/field.ts'

/** The inputs of a resource's actions, by the action's name. */
export type ActionInputs = Readonly<Record<string, Fields>>

/** A resource as others name it: its name and fields, without behaviour. A contract exports these. */
export interface ResourceToken<Name extends string = string, F extends Fields = Fields, Inputs = unknown> {
  readonly name: Name
  readonly fields: F
  /** Types only: what the actions of the resource take. */
  readonly inputs?: Inputs
}

/** Declares a resource's name and fields in a contract, for the plugins that refer to it, hook into it or follow its events. */
export function resourceToken<
  const Name extends string,
  const F extends Fields,
  Inputs extends ActionInputs = ActionInputs,
>(name: Name, fields: F): ResourceToken<Name, F, Inputs> {
  return { name, fields }
}
