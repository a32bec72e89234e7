import { createContext, useContext } from 'react'
import type { Say } from './words.ts'

export const SayContext = createContext<Say>((_format, value) => String(value ?? ''))

/** Values as the reader writes them, in the tenant's zone. */
export const useSay = (): Say => useContext(SayContext)
