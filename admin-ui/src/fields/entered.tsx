import { Skeleton } from '@mui/material'
import { type ComponentType, Suspense, use } from 'react'
import { inputs } from './inputs/coming.ts'
import type { FieldProps } from './kind.ts'

export type Inputs = NonNullable<ReturnType<typeof inputs.here>>
type PartOf<P> = (inputs: Inputs) => ComponentType<P>

/** An input or a filter that is drawn as soon as it is there. */
export const entered =
  <P extends FieldProps>(pick: PartOf<P>): ComponentType<P> =>
  (props) => (
    <Suspense fallback={<Skeleton variant="rounded" height={40} />}>
      <Entered pick={pick} props={props} />
    </Suspense>
  )

function Entered<P extends object>({ pick, props }: { readonly pick: PartOf<P>; readonly props: P }) {
  const Part = pick(inputs.here() ?? use(inputs.load()))
  return <Part {...props} />
}
