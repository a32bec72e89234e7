/** `dueOn` → `due_on`, `project-members` → `project_members`. */
export function snakeCase(name: string): string {
  return name.replaceAll('-', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** An SQL identifier in quotes. Names longer than PostgreSQL keeps (63 bytes) are shortened with a checksum. */
export function quoted(name: string): string {
  return `"${shortened(name)}"`
}

export function shortened(name: string): string {
  if (name.length <= 63) return name
  let hash = 5381
  for (const letter of name) hash = (hash * 33) ^ letter.charCodeAt(0)
  return `${name.slice(0, 54)}_${(hash >>> 0).toString(16).padStart(8, '0')}`
}
