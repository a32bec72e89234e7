import type { ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import RightIcon from '@mui/icons-material/ChevronRight'
import { Box, IconButton, Skeleton, Typography } from '@mui/material'
import { type KeyboardEvent, useMemo } from 'react'
import { type RaRecord, RecordContextProvider, type SortPayload, useCreatePath, useTranslate } from 'react-admin'
import { Link, useNavigate } from 'react-router-dom'
import { kindOf } from '../../../fields/kinds.ts'
import { isNothing } from '../../../fields/nothing.tsx'
import { useTitleOf } from '../../../fields/title.ts'
import { freshSx } from '../../../live/fresh.ts'
import type { CardFields } from '../../list/card-facts.ts'
import { LoadMore } from '../../list/load-more.tsx'
import { useForwardList } from '../../list/use-forward-list.ts'

interface NodeProps {
  readonly resource: ManifestResource
  /** The field that points to the parent. */
  readonly parent: string
  readonly record: RaRecord
  readonly fields: CardFields
  readonly sort: SortPayload
  readonly depth: number
  readonly isFirst?: boolean
  readonly expanded: readonly string[]
  readonly onToggle: (id: string, isOpen: boolean) => void
}

const perPage = 50

/** A record and, once opened, what is below it. */
export function Node(props: NodeProps) {
  const { resource, parent, record, fields, sort, depth, isFirst = false, expanded, onToggle } = props
  const translate = useTranslate()
  const titleOf = useTitleOf()
  const createPath = useCreatePath()
  const navigate = useNavigate()
  const id = String(record.id)
  const isOpen = expanded.includes(id)
  const filter = useMemo(() => ({ [parent]: id }), [parent, id])
  const list = useForwardList(resource.name, { filter, sort, perPage, isEnabled: isOpen })
  const isLeaf = isOpen && !list.isPending && list.records.length === 0
  const path = createPath({ resource: resource.name, id: record.id, type: 'show' })
  const title = titleOf(resource.name, record)

  function press(event: KeyboardEvent<HTMLElement>) {
    if (event.target !== event.currentTarget) return
    if (event.key === 'Enter') void navigate(path)
    else if (event.key === 'ArrowRight' && !isOpen) onToggle(id, true)
    else if (event.key === 'ArrowRight') event.currentTarget.querySelector<HTMLElement>('[role=treeitem]')?.focus()
    else if (event.key === 'ArrowLeft' && isOpen) onToggle(id, false)
    else if (event.key === 'ArrowLeft')
      event.currentTarget.parentElement?.closest<HTMLElement>('[role=treeitem]')?.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <Box
      component="li"
      role="treeitem"
      aria-expanded={isLeaf ? undefined : isOpen}
      aria-level={depth + 1}
      tabIndex={isFirst ? 0 : -1}
      onKeyDown={press}
      data-node={id}
      sx={{
        outline: 'none',
        '&:focus-visible > [data-line]': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: -2 },
      }}
    >
      <RecordContextProvider value={record}>
        <Box
          data-line=""
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 1,
            minHeight: 36,
            pl: { xs: depth * 1.5, sm: depth * 3 },
            pr: 1,
            borderRadius: 1,
            minWidth: 0,
            '&:hover': { bgcolor: 'action.hover' },
            ...freshSx(resource.name, id),
          }}
        >
          <IconButton
            size="small"
            tabIndex={-1}
            aria-label={translate(isOpen ? 'ra.action.close' : 'ra.action.expand')}
            onClick={() => onToggle(id, !isOpen)}
            sx={{ visibility: isLeaf ? 'hidden' : 'visible', p: 0.25 }}
          >
            <RightIcon fontSize="small" sx={{ rotate: isOpen ? '90deg' : '0deg', transition: 'rotate 120ms' }} />
          </IconButton>
          <Typography
            component={Link}
            to={path}
            tabIndex={-1}
            variant="body2"
            sx={{
              flex: '1 1 0',
              minWidth: 0,
              fontWeight: depth === 0 ? 600 : 400,
              color: 'text.primary',
              textDecoration: 'none',
              overflowWrap: 'anywhere',
              '&:hover': { textDecoration: 'underline' },
            }}
          >
            {title}
          </Typography>
          <Box sx={{ flex: '0 0 auto', display: 'flex', alignItems: 'center', gap: 2, minWidth: 0 }}>
            {fields.facts.map((field) => (
              <Box
                key={field.name}
                sx={{
                  display: { xs: 'none', md: 'block' },
                  flex: '0 0 auto',
                  width: widthOf(field),
                  overflow: 'hidden',
                  textOverflow: 'ellipsis',
                  whiteSpace: 'nowrap',
                }}
              >
                {!isNothing(record[field.name]) && <Value field={field} />}
              </Box>
            ))}
            {fields.state && (
              <Box sx={{ flex: '0 0 auto', width: { md: 112 } }}>
                <Value field={fields.state} />
              </Box>
            )}
          </Box>
        </Box>
      </RecordContextProvider>
      {isOpen && !isLeaf && (
        <Box component="ul" role="group" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {list.isPending && <Skeleton sx={{ ml: (depth + 1) * 3, mr: 1 }} height={32} />}
          {list.records.map((child) => (
            <Node key={child.id} {...props} record={child} depth={depth + 1} isFirst={false} />
          ))}
          <LoadMore {...list} />
        </Box>
      )}
    </Box>
  )
}

const widthOf = ({ kind }: ManifestRecordField) =>
  kind === 'instant' ? 180 : kind === 'enumeration' || kind === 'date' ? 112 : 160

function Value({ field }: { readonly field: ManifestRecordField }) {
  const { Cell } = kindOf(field.kind)
  return <Cell field={field} source={field.name} />
}
