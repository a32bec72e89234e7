import type pg from 'pg'
import { BootError } from '../../config/boot-error.ts'
import type { MigrationFile } from './source.ts'

/** Which statement of the file failed, on which line, and what PostgreSQL said. */
export function migrationFailed(file: MigrationFile, completed: number, cause: unknown): BootError {
  const { code, message, detail, hint, position } = cause as pg.DatabaseError
  if (code === refused)
    return new BootError(
      'boot.migration_refused',
      { plugin: file.plugin, file: file.name, reason: sentence(message), remedy: sentence(hint ?? '') },
      { cause },
    )
  const statements = locateStatements(file.sql)
  const offset = position ? Number(position) - 1 : undefined
  const found = offset === undefined ? completed : statements.findLastIndex((start) => start <= offset)
  const line = lineAt(file.sql, offset ?? statements[found] ?? 0)
  const reason = [message, detail].filter(Boolean).join(': ').replace(/\.$/, '')
  return new BootError(
    'boot.migration_failed',
    { plugin: file.plugin, file: file.name, statement: found + 1, line, reason },
    { cause },
  )
}

/** What `guildhall.refuse_migration` raises. */
const refused = 'GH003'
const sentence = (text: string) => text.trim().replace(/[.]*$/, '.')

/** A file that commits would leave half of itself behind when it fails later. */
export function refuseTransactions(file: MigrationFile): void {
  const start = locateStatements(file.sql).find((offset) =>
    /^(begin|start|commit|rollback|abort)\b(?!\s+atomic)/i.test(file.sql.slice(offset, offset + 20)),
  )
  if (start !== undefined)
    throw new BootError('boot.migration_commits', {
      plugin: file.plugin,
      file: file.name,
      line: lineAt(file.sql, start),
    })
}

/** Where each statement begins. Only reports depend on it: PostgreSQL itself reads the file whole. */
export function locateStatements(sql: string): number[] {
  const starts: number[] = []
  let inside = false
  for (const match of sql.matchAll(token)) {
    if (match[0] === ';') inside = false
    else if (!inside && !/^(\s|--|\/\*)/.test(match[0])) {
      inside = true
      starts.push(match.index)
    }
  }
  return starts
}

/** Comments, strings, quoted names, dollar quotes and blanks as one piece each; everything else by the character. */
const token = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$\w*\$)[\s\S]*?\1|\s+|[\s\S]/g

function lineAt(sql: string, offset: number): number {
  return sql.slice(0, offset).split('\n').length
}
