/** The Monday of a moment's week, where the browser is. */
export function mondayOf(moment: Date): string {
  const day = new Date(Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate()))
  return addDays(day.toISOString().slice(0, 10), -((day.getUTCDay() + 6) % 7))
}

export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)
