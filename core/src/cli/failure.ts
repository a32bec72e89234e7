import { BootError } from '../config/boot-error.ts'
import { WiringError } from '../plugins/wiring.ts'
import { Refusal } from './refusal.ts'
import { words } from './words.ts'

export interface FailureDescription {
  line: string
  data: { code: string; message: string; remedy?: string; params?: unknown }
}

/** One line that says what is wrong and what to do; the stack of what nobody foresaw only when one is looking for it. */
export function describeFailure(error: unknown): FailureDescription {
  if (error instanceof BootError) {
    const { code, params, message, remedy, line } = error
    return { line, data: { code, message, remedy, params } }
  }
  if (error instanceof Refusal) {
    const { code, message, fields } = error
    return { line: message, data: { code, message, params: { fields } } }
  }
  // Its lines name every mistake, each with its plugin, place and remedy.
  if (error instanceof WiringError) {
    const { message, problems } = error
    return { line: message, data: { code: 'wiring', message, params: { problems } } }
  }
  const failure: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error))
  const { message, stack, code = 'unexpected' } = failure
  if (process.env.LOG_LEVEL === 'debug' || process.env.LOG_LEVEL === 'trace') process.stderr.write(`${stack}\n`)
  const line = `${code === 'unexpected' ? message : `${code}: ${message}`}. ${words.unexpected}`
  return { line: line.replace(/\s+/g, ' ').replace(/\.\. /, '. '), data: { code, message } }
}
