import { Type } from '@guildhall/sdk'

/** Of a step that takes nothing: no body, null, or an empty object. */
export const noBody = Type.Unsafe({ type: ['object', 'null'], properties: {}, additionalProperties: false })
