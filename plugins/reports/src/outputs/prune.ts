import type { ShortJob } from '@guildhall/sdk'
import { pruneFiles } from '../files/files.ts'
import { reportOutputs } from './outputs.ts'

/** Throws away what is kept no longer: files, and that they were asked for. */
export const prune: ShortJob = {
  cron: '20 3 * * *',
  async run(scope) {
    await pruneFiles(scope)
    const before = `$now-${scope.setting<number>('reports', 'keepDays')}d`
    while ((await scope.records(reportOutputs).prune({ status_ne: 'making', createdAt_lt: before })) > 0);
  },
}
