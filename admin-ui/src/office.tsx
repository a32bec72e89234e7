import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { HttpError } from 'react-admin'
import { Backoffice } from './backoffice.tsx'
import { comeHome, linkOf } from './server/abroad.ts'
import type { Http } from './server/http.ts'
import { endLook, lookOf } from './server/look.ts'
import { directionOf, known } from './server/manifest.ts'
import type { Opening } from './server/opening.ts'
import { Trouble, Waiting } from './shell/waiting.tsx'
import { start } from './start.tsx'
import { createWords } from './words/words.ts'

const entrance = new QueryClient()

export interface OfficeProps {
  readonly slug: string
  readonly http: Http
  /** Who is in, what there is and how it is called: asked before this program was here. */
  readonly asked: Promise<Opening>
  /** The same, asked again. */
  readonly open: () => Promise<Opening>
}

/** One tenant's backoffice. */
export const openOffice = (root: HTMLElement, props: OfficeProps) =>
  start(
    root,
    <QueryClientProvider client={entrance}>
      <Office {...props} />
    </QueryClientProvider>,
  )

function Office({ slug, http, asked, open }: OfficeProps) {
  const [queryFn] = useState(() => opener(asked, open))
  const { data, error, refetch } = useQuery({ queryKey: ['office', slug], queryFn, retry: false })
  if (error) {
    if (isOverLook(error) && lookOf(slug)) {
      endLook(slug)
      return <Waiting />
    }
    if (error instanceof HttpError && error.status === 401) {
      location.replace(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`)
      return <Waiting />
    }
    const link = linkOf(slug)
    if (link) {
      comeHome(slug, link)
      return <Waiting />
    }
    return <Trouble error={error} onRetry={() => void refetch()} />
  }
  return data ? (
    <Backoffice slug={slug} http={http} reopen={async () => void (await refetch())} {...data} />
  ) : (
    <Waiting />
  )
}

/** The first time what was asked already, then anew. */
function opener(asked: Promise<Opening>, open: () => Promise<Opening>) {
  let first: Promise<Opening> | undefined = asked
  return async () => {
    const asking = first ?? open()
    first = undefined
    const { manifest, words } = await asking
    document.documentElement.lang = manifest.language
    document.documentElement.dir = directionOf(manifest)
    return { manifest: known(manifest), words: await createWords(manifest.language, manifest.zone, words) }
  }
}

/** A look in another's place that is over, or may no longer be. */
const isOverLook = (error: Error) => error instanceof HttpError && String(error.body?.code).startsWith('access.')
