import { createContext, useContext } from 'react'

/** Asks for manifest and words again; the screen stays where it is. */
export const ReopenContext = createContext<() => Promise<void>>(async () => {})

export const useReopen = () => useContext(ReopenContext)
