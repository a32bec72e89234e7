import { useRemoveFromStore, useStore } from 'react-admin'
import { keepLastMode } from './last-mode.ts'

export const modes = ['light', 'dark', 'system'] as const
export type ChosenMode = (typeof modes)[number]

/** Light, dark, or what the system says; react-admin reads the same place. */
export function useMode(): [ChosenMode, (mode: ChosenMode) => void] {
  const [chosen, choose] = useStore<'light' | 'dark' | undefined>('theme')
  const remove = useRemoveFromStore()
  return [
    chosen === 'light' || chosen === 'dark' ? chosen : 'system',
    (mode) => {
      keepLastMode(mode === 'system' ? undefined : mode)
      if (mode === 'system') remove('theme')
      else choose(mode)
    },
  ]
}
