import type { Manifest } from '@guildhall/sdk/manifest'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { HttpError } from 'react-admin'
import { Backoffice } from './backoffice.tsx'
import { createHttp, type Http } from './server/http.ts'
import { endLook, lookOf } from './server/look.ts'
import { directionOf, known } from './server/manifest.ts'
import { Trouble, Waiting } from './shell/waiting.tsx'
import { createWords, type Words } from './words/words.ts'

const entrance = new QueryClient()

/** One tenant's backoffice: who is in, what there is and how it is called are asked first, and then drawn. */
export default function Office({ slug }: { readonly slug: string }) {
  const [http] = useState(() => createHttp(slug))
  return (
    <QueryClientProvider client={entrance}>
      <Opened http={http} slug={slug} />
    </QueryClientProvider>
  )
}

function Opened({ http, slug }: { readonly http: Http; readonly slug: string }) {
  const { data, error, refetch } = useQuery({ queryKey: ['office', slug], queryFn: () => open(http), retry: false })
  if (error) {
    if (isOverLook(error) && lookOf(slug)) {
      endLook(slug)
      return <Waiting />
    }
    if (error instanceof HttpError && error.status === 401) {
      location.replace(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`)
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

async function open(http: Http) {
  const manifest = (await http('/api/manifest')).json as Manifest
  const words = (await http(manifest.words.url)).json as Words
  document.documentElement.lang = manifest.language
  document.documentElement.dir = directionOf(manifest)
  return { manifest: known(manifest), words: await createWords(manifest.language, manifest.zone, words) }
}

/** A look in another's place that is over, or may no longer be. */
const isOverLook = (error: Error) => error instanceof HttpError && String(error.body?.code).startsWith('access.')
