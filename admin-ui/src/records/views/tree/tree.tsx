import type { ManifestResource } from '@guildhall/sdk/manifest'
import { Box, Card, Skeleton } from '@mui/material'
import { type KeyboardEvent, useMemo, useRef } from 'react'
import { useListContext, useStore, useTranslate } from 'react-admin'
import { cardFieldsOf } from '../../list/card-facts.ts'
import { said } from '../../list/conditions.ts'
import { ListEmpty } from '../../list/list-empty.tsx'
import { LoadMore } from '../../list/load-more.tsx'
import { useForwardList } from '../../list/use-forward-list.ts'
import { treeOf } from '../../list/view-kinds.ts'
import { Node } from './node.tsx'

const perPage = 50

/** Records below each other as they belong together. What is below is asked for when it is opened. */
export default function Tree({ resource }: { readonly resource: ManifestResource }) {
  const parent = treeOf(resource)?.name
  return parent ? <Roots resource={resource} parent={parent} /> : null
}

function Roots({ resource, parent }: { readonly resource: ManifestResource; readonly parent: string }) {
  const translate = useTranslate()
  const { filterValues, sort } = useListContext()
  const [expanded, setExpanded] = useStore<readonly string[]>(`tree.${resource.name}`, none)
  const root = useRef<HTMLUListElement>(null)
  const fields = useMemo(() => cardFieldsOf(resource, [parent]), [resource, parent])
  // Who looks for something finds it wherever it hangs.
  const isLooking = Object.keys(said(filterValues)).some((key) => key !== 'archived')
  const filter = useMemo(
    () => (isLooking ? filterValues : { ...filterValues, [`${parent}_null`]: true }),
    [isLooking, filterValues, parent],
  )
  const list = useForwardList(resource.name, { filter, sort, perPage })
  const toggle = (id: string, isOpen: boolean) =>
    setExpanded(isOpen ? [...expanded.filter((each) => each !== id), id] : expanded.filter((each) => each !== id))

  if (list.isPending) return <Skeleton variant="rounded" height={320} aria-busy />
  if (list.records.length === 0) return <ListEmpty resource={resource} />
  return (
    <Card variant="outlined">
      <Box
        component="ul"
        role="tree"
        ref={root}
        aria-label={translate('lists.kinds.tree')}
        onKeyDown={(event) => walk(event, root.current)}
        sx={{ listStyle: 'none', m: 0, p: 0.5 }}
      >
        {list.records.map((record, index) => (
          <Node
            key={record.id}
            resource={resource}
            parent={parent}
            record={record}
            fields={fields}
            sort={sort}
            depth={0}
            isFirst={index === 0}
            expanded={expanded}
            onToggle={toggle}
          />
        ))}
      </Box>
      <LoadMore {...list} />
    </Card>
  )
}

const none: readonly string[] = []

/** The keys of a tree (WAI-ARIA, tree view): up and down among what is shown; the rest is each item's own. */
function walk(event: KeyboardEvent, root: HTMLElement | null): void {
  const items = [...(root?.querySelectorAll<HTMLElement>('[role=treeitem]') ?? [])]
  const at = items.indexOf(document.activeElement as HTMLElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key]
  const next = to === undefined || at < 0 ? undefined : items[to]
  if (!next) return
  event.preventDefault()
  next.focus()
}
