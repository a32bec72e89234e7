/** What the verbs that keep a copy of everything say to an operator. */
export const backupWords = {
  backup: 'write the whole installation into one file, while people work',
  restore: 'fill an empty installation from a backup, and compare every table with it',
  to: 'the file to write',
  file: 'a file that guildhall backup wrote',
  check: 'only see whether the file is whole, and what is in it',
  passphraseStdin:
    'read a passphrase from the first line of the standard input; with it the file is sealed and carries the secret that opens personal values and second factors',
  written: (file: string, tables: number, rows: number, bytes: number) =>
    `${file}: ${tables} tables, ${rows} rows (${bytes} bytes).`,
  withoutSecret:
    'It lies open and GUILDHALL_SECRET is not in it: keep that safe beside it, or seal the file (--passphrase-stdin).',
  withoutFiles: (place: string) => `The bytes of files are not in it: copy ${place} too, now that it is written.`,
  sound: (at: string, tenants: number, rows: number) =>
    `The file is whole: ${tenants} tenants as of ${at}, ${rows} rows.`,
  restored: (tenants: number, rows: number) =>
    `${tenants} tenants are back, ${rows} rows. Each table is as the backup says.`,
  bringSecret:
    'The secret was not in it: before the first start, set GUILDHALL_SECRET to the one of the installation it is from.',
}
