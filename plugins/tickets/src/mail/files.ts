import { DomainError, type Work } from '@guildhall/sdk'
import type { Attachment } from './read.ts'

export interface Kept {
  readonly ids: readonly string[]
  /** Lines that say what could not be kept, and why. */
  readonly refused: readonly string[]
}

/** Keeps what came with a mail, pictures in its text too, as far as the field takes it, for whoever says it. */
export async function keepAttachments(
  work: Work,
  attachments: readonly Attachment[],
  as: string | null,
): Promise<Kept> {
  const ids: string[] = []
  const refused: string[] = []
  for (const { name, bytes } of attachments) {
    const kept = await work
      .keepFile({ name, bytes, for: 'ticket-messages.attachments' }, as === null ? {} : { as })
      .catch((error: unknown) => refusalIn(error))
    if (typeof kept === 'string') ids.push(kept)
    else refused.push(await work.within(async (scope) => lineOf(scope, name, kept)))
  }
  return { ids, refused }
}

/** What a rule refuses is said; what only went wrong is tried again. */
function refusalIn(error: unknown): DomainError {
  if (error instanceof DomainError && error.status >= 400 && error.status < 500 && error.status !== 409) return error
  throw error
}

function lineOf(scope: Parameters<Parameters<Work['within']>[0]>[0], name: string, error: DomainError | null): string {
  const { language } = scope.tenant
  if (error === null) return scope.t('tickets:mail.noFiles', { name }, language)
  const [namespace] = error.code.split('.')
  const why = scope.t(`${namespace}:errors.${error.code}`, error.params, language)
  return scope.t('tickets:mail.fileRefused', { name, why }, language)
}
