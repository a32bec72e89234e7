/** How values are shown to a reader; one way for the server's mails and documents and for screens. For browsers too. */
export { contrastOf, inkOn, legibleColor } from './contrast.ts'
export { majorUnits, minorDigits } from './currency.ts'
export { type FormatOptions, formats, type Manner } from './formats.ts'
