const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** “Firefox, Windows” of what a browser says of itself; its first word for what is none. */
export function browserOf(agent: string | null): string | null {
  if (!agent) return null
  const name = (table: typeof browsers) => table.find(([pattern]) => pattern.test(agent))?.[1]
  const found = [name(browsers), name(systems)].filter(Boolean)
  return found.length > 0 ? found.join(', ') : (agent.split(/[\s/]/)[0] ?? null)
}
