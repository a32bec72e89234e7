import { defineEvent, Type } from '@guildhall/sdk'

/** Nothing is sent there any more: it took nothing for days, or said that it is gone for good (410). */
export const endpointDisabled = defineEvent(
  'webhooks.endpoint.disabled',
  Type.Object({
    endpoint: Type.String({ format: 'uuid' }),
    because: Type.Union([Type.Literal('failing'), Type.Literal('gone')]),
  }),
)
