import { TablePagination } from '@mui/material'
import { memo } from 'react'
import { type ListPaginationContextValue, useListContext, useListPaginationContext, useTranslate } from 'react-admin'
import type { ListTold } from '../../server/list-answers.ts'
import { useSay } from '../../words/use-words.ts'

const sizes = [10, 25, 50, 100]

/** Where one is in the list. What was not counted to the end says so. */
export function Pager() {
  const { meta } = useListContext()
  return <Pages {...useListPaginationContext()} isExact={(meta as ListTold | undefined)?.isExact !== false} />
}

const Pages = memo((props: ListPaginationContextValue & { readonly isExact: boolean }) => {
  const { total, page, perPage, setPage, setPerPage, isPending, isExact } = props
  const translate = useTranslate()
  const say = useSay()
  if (isPending || !total) return null
  const bound = isExact ? total : total - 1
  return (
    <TablePagination
      component="div"
      count={total}
      page={Math.min(page - 1, Math.floor((total - 1) / perPage))}
      rowsPerPage={perPage}
      rowsPerPageOptions={sizes.includes(perPage) ? sizes : [...sizes, perPage].sort((a, b) => a - b)}
      onPageChange={(_event, next) => setPage(next + 1)}
      onRowsPerPageChange={({ target }) => setPerPage(Number(target.value))}
      labelRowsPerPage={translate('lists.per_page')}
      labelDisplayedRows={({ from, to }) =>
        translate(isExact ? 'lists.range' : 'lists.range_more', {
          from: say('number', from),
          to: say('number', to),
          total: say('number', bound),
        })
      }
      getItemAriaLabel={(type) => translate(type === 'next' ? 'ra.navigation.next' : 'ra.navigation.previous')}
      sx={{ borderTop: 1, borderColor: 'divider' }}
    />
  )
})
Pages.displayName = 'Pages'
