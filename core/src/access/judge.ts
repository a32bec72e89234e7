import type { ResourceModel } from '../records/model.ts'
import type { Subject } from './ability.ts'
import { fieldsOfRecord } from './fields.ts'
import type { AccessPlan } from './plan.ts'

/** What may be done with one record. */
export interface Judgement {
  can(action: string): boolean
  fields(action: string): ReadonlySet<string> | 'all'
  canField(action: string, name: string): boolean
}

const none: ReadonlySet<string> = new Set()

export function judging(plan: AccessPlan, model: ResourceModel, subject: Subject): Judgement {
  const can = (action: string) => {
    const verdict = plan.verdict(model.name, action)
    return verdict === 'depends'
      ? plan.roles(model.name).some(({ ability }) => ability.can(action, subject))
      : verdict === 'always'
  }
  const fields = (action: string) => {
    if (!can(action)) return none
    const rights = plan.fields(model.name, action)
    if (rights.mode === 'all') return 'all'
    if (rights.mode === 'some') return rights.names
    return fieldsOfRecord(
      model,
      action,
      plan.roles(model.name).map(({ ability }) => ability),
      subject,
    )
  }
  const canField = (action: string, name: string) => {
    const names = fields(action)
    return names === 'all' || names.has(name)
  }
  return { can, fields, canField }
}
