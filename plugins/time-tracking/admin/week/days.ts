/** The Monday of a moment's week, where the browser is. */
export function mondayOf(moment: Date): string {
  const day = new Date(Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate()))
  return addDays(day.toISOString().slice(0, 10), -((day.getUTCDay() + 6) % 7))
}

export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)

/** Hours and minutes as a timesheet has them, and as they are typed into one: 1:30. Nothing for nothing. */
export function onClock(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  return minutes > 0 ? `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}` : ''
}
