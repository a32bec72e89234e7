import type { Operation } from '../records/engine.ts'
import { invalid } from '../records/errors.ts'
import { planImport, type WordFile } from '../vocabulary/import.ts'
import { changeWords, type TenantWords } from '../vocabulary/tenant-words.ts'
import type { Preset } from './preset.ts'

/** What the business calls things, in each language that the preset gives words for. @throws 422 for a word that nothing says */
export async function sayWords(parts: TenantWords, operation: Operation, { words = {} }: Preset): Promise<void> {
  for (const [language, file] of Object.entries(words))
    await changeWords(parts, operation, language, (view) => {
      const { changes, problems } = planImport(view, file as WordFile)
      if (problems.length > 0) throw invalid({}, problems)
      return changes
    })
}
