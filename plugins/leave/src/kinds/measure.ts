/** Balances are whole numbers: minutes of a kind that counts hours, half-days of all others. */
const smallest = { hours: 60, days: 2, 'half-days': 2 } as const
export type Unit = keyof typeof smallest

/** As people say it: hours, or days. Two digits are exact for half-days; minutes are rounded to them. */
export const quantityOf = (amount: number, unit: Unit) => Math.round((amount / smallest[unit]) * 100) / 100

/** The nearest whole amount; what lies in the middle goes up. */
export const amountOf = (quantity: number, unit: Unit) => Math.round(quantity * smallest[unit])

/** What a day of a leave takes from the balance of a kind. */
export const takenOf = ({ minutes, halves }: { minutes: number; halves: number }, unit: Unit) =>
  unit === 'hours' ? minutes : halves
