import type { FirstStep } from '@guildhall/sdk'
import { peopleResource } from './people/resources.ts'

/** What there is to do in any tenant, whatever its plugins: nobody works alone. */
export const coreFirstSteps: readonly FirstStep[] = [
  { name: 'people', done: { resource: peopleResource, least: 2 }, to: '/people/create' },
]
