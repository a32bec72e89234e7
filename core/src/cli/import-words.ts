import type { Counts } from '../imports/statements.ts'

/** What `guildhall import` says to an operator. */
export const importWords = {
  import: 'bring the rows of a file in as records, under the rights of a person or of the installation',
  resource: 'what they become, such as clients',
  file: 'a CSV file or a workbook (XLSX)',
  tenant: 'the tenant they are for',
  as: 'the e-mail address of the person whose rights they are written under',
  dryRun: 'only say what would become of each row',
  whole: 'all rows or none',
  match: 'how a row finds its record: external, id, or a field no two records share',
  mode: 'whether records are made, changed, or both',
  source: 'the program the external ids are of',
  tenantMissing: 'Say for which tenant: --tenant <slug>.',
  notThere: (file: string) => `There is no file ${file}, or it cannot be read.`,
  unknownResource: (name: string) => `Nothing can be imported into ${name} in this tenant.`,
  outcome: ({ created, updated, unchanged, refused }: Counts) =>
    `${created} created, ${updated} updated, ${unchanged} unchanged, ${refused} refused.`,
  row: (row: number, column: string | null, reason: string) => `Row ${row}${column ? `, ${column}` : ''}: ${reason}`,
  someRefused: 'Some rows were refused; put them right and import them again.',
  nothingWritten: 'Rows were refused, so nothing was written.',
}
