import { coming } from '../../coming.ts'

/** Inputs and filters come with the first form, not with the first screen. */
export const inputs = coming(async () => (await import('./index.ts')).inputs)
