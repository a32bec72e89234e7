/** A day or several, without times. `until` is the last of them. */
export interface CalendarEvent {
  readonly id: string
  readonly from: string
  readonly until: string
  readonly title: string
  /** Whether it takes the reader's time; a colleague's absence does not. */
  readonly isBusy?: boolean
}

/** A calendar as RFC 5545 has it: all-day events, texts escaped, lines folded at 75 octets, `madeAt` in UTC. */
export function calendarText(name: string, events: readonly CalendarEvent[], madeAt: string): string {
  const stamp = madeAt.replace(/[-:]|\.\d+/g, '')
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Guildhall//Leave//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT4H',
    ...events.flatMap(({ id, from, until, title, isBusy }) => [
      'BEGIN:VEVENT',
      `UID:${id}@guildhall`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${compact(from)}`,
      // The end is the day after (3.6.1).
      `DTEND;VALUE=DATE:${compact(dayAfter(until))}`,
      `SUMMARY:${escaped(title)}`,
      `TRANSP:${isBusy ? 'OPAQUE' : 'TRANSPARENT'}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

/** 3.3.11 */
const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')

/** 3.1: no line is longer than 75 octets; no character is cut. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const sign of line) {
    const more = Buffer.byteLength(sign)
    if (octets + more > 75) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += sign
    octets += more
  }
  return [...parts, part].join('\r\n')
}

const compact = (date: string) => date.replaceAll('-', '')
const dayAfter = (date: string) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10)
