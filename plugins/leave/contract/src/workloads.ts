import { defineExtensionPoint, type Static, Type } from '@guildhall/sdk'

/** Records of a resource that are somebody's work at a time: whoever is away then is found with them. */
const workload = Type.Object(
  {
    resource: Type.String(),
    /** The field that names who does it: a `refs` of people. */
    persons: Type.String(),
    /** The field that names the record. */
    title: Type.String(),
    /** The instant by which it is to be done. */
    dueAt: Type.String(),
    /** What is still to be done. */
    open: Type.Record(Type.String(), Type.Unknown()),
  },
  { additionalProperties: false },
)
export type Workload = Static<typeof workload>

export const workloads = defineExtensionPoint('leave.workloads', workload)
