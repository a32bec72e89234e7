/** So long a transaction may last from writing its history to its commit. What appears later than that was slipped in. */
const patience = 2 * 3_600_000

/** The id from which on rows may still appear where `reach` is the highest that was seen: ids of version 7 begin with their millisecond. */
export function stillMoving(reach: string): string {
  const at = Number.parseInt(reach.replace('-', '').slice(0, 12), 16)
  const hex = Math.max(0, at - patience)
    .toString(16)
    .padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}
