/** Hours and minutes as a timesheet has them, and as they are typed into one: 1:30. Nothing for nothing. Pure: the backoffice reads it too. */
export function onClock(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  return minutes > 0 ? `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}` : ''
}
