/** One statement of a migration that is being written, and what its reader should know. */
export interface WrittenStatement {
  readonly table: string
  readonly sql: string
  readonly note?: string
  /** It destroys data: without leave it is written as a comment. */
  readonly drops?: boolean
}

/** The text of the file: statements in their order, a blank line between tables. */
export function renderStatements(
  statements: readonly WrittenStatement[],
  options: { plugin: string; allowDrop: boolean },
): string {
  const pieces = statements.map((statement, index) => {
    const apart = index > 0 && (statements[index - 1]?.table !== statement.table || statement.note || statement.drops)
    return `${apart ? '\n' : ''}${renderStatement(statement, options)}\n`
  })
  return pieces.join('')
}

function renderStatement(
  { sql, note, drops }: WrittenStatement,
  { plugin, allowDrop }: { plugin: string; allowDrop: boolean },
): string {
  const comment = note ? `${commented(note)}\n` : ''
  if (!drops) return `${comment}${sql};`
  if (allowDrop) return `-- !!! THIS DROPS DATA, as --allow-drop said.\n${comment}${sql};`
  const warning = `!!! THIS WOULD DROP DATA and is switched off. If it was renamed, say renamedFrom in the definition, delete this file
!!! and write it anew. If it may go: guildhall migration new ${plugin} --allow-drop`
  return `${commented(warning)}\n${comment}${commented(`${sql};`)}`
}

function commented(text: string): string {
  return text.replaceAll(/^/gm, '-- ')
}
