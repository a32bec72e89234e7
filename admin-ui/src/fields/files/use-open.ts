import { useDataProvider, useNotify } from 'react-admin'
import { problemOf } from '../../pages/parts/use-core.ts'
import type { GuildhallData } from '../../server/data-provider.ts'

/** Fetches files by a link that lives some minutes: the browser puts them on its disk, or shows one in a tab. */
export function useOpen(target: string) {
  const data = useDataProvider<GuildhallData>()
  const notify = useNotify()
  const link = (ids: readonly string[], inline: boolean) =>
    data.call<{ url: string }>(`/${target}/links`, { method: 'POST', body: { ids, inline } })
  const told = (error: unknown) => notify(problemOf(error)?.message ?? 'files.unreachable', { type: 'error' })
  return {
    download: (ids: readonly string[]) =>
      link(ids, false).then(({ url }) => {
        const anchor = Object.assign(document.createElement('a'), { href: url, download: '' })
        anchor.click()
      }, told),
    /** The tab is opened at once: browsers allow it only as an answer to a click. */
    open(id: string) {
      const tab = window.open('', '_blank')
      return link([id], true).then(
        ({ url }) => tab?.location.replace(url),
        (error) => {
          tab?.close()
          told(error)
        },
      )
    },
  }
}
