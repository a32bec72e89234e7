import type { FieldError } from '@guildhall/sdk'

/** What was asked for cannot be done, told in one line that says what to do; nothing is broken. */
export class Refusal extends Error {
  readonly code: string
  readonly fields: readonly FieldError[]

  constructor(message: string, code = 'cli.refused', fields: readonly FieldError[] = []) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.fields = fields
  }
}
