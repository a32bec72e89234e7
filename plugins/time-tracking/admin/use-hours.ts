import { useSay } from '@guildhall/admin-ui'

/** Hours and minutes as a timesheet has them, and as they are typed into one: 1:30. Nothing for nothing. */
export function useHours(): (seconds: number) => string {
  const say = useSay()
  return (seconds) => (seconds > 0 ? say('duration', seconds, { durationStyle: 'clock' }) : '')
}
