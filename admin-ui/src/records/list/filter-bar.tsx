import type { ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import FilterIcon from '@mui/icons-material/FilterList'
import { Box, Button, Chip, Menu, MenuItem, Popover, Skeleton } from '@mui/material'
import { lazy, type MouseEvent, Suspense, useState } from 'react'
import { useListFilterContext, useTranslate } from 'react-admin'
import { inputs } from '../../fields/inputs/coming.ts'
import { ArchiveChoice, archivedKey } from './archive-choice.tsx'
import { ConditionText } from './condition-text.tsx'
import { type Conditions, conditionsOf, without } from './conditions.ts'
import { useIsPhone } from './is-phone.ts'
import { isFilterable, listedField } from './listed-fields.ts'
import { SearchField } from './search-field.tsx'

const FieldFilter = lazy(async () => (await Promise.all([import('./field-filter.tsx'), inputs.load()]))[0])

interface Opened {
  readonly name: string
  readonly anchor: HTMLElement
}

/** The search, a chip for each filter the plugin puts first and each that is set, and the way to any other. */
export function FilterBar({ resource }: { readonly resource: ManifestResource }) {
  const translate = useTranslate()
  const isPhone = useIsPhone()
  const { filterValues, displayedFilters, setFilters } = useListFilterContext()
  const [opened, setOpened] = useState<Opened | null>(null)
  const set = conditionsOf(resource, filterValues)
  const first = isPhone ? [] : (resource.views.filters ?? []).filter((name) => isKnown(resource, name))
  const names = [...new Set([...first, ...set.map(({ name }) => name)])]
  const field = opened && listedField(resource, opened.name)
  const open = (name: string) => (event: MouseEvent<HTMLElement>) => setOpened({ name, anchor: event.currentTarget })
  const ask = (filter: object) => setFilters(filter, displayedFilters, false)
  const isAsking = set.length > 0 || Boolean(filterValues.q) || filterValues.archived !== undefined
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 0.75,
        flex: { xs: '1 1 100%', sm: 1 },
        minWidth: 0,
      }}
    >
      {resource.searchable && <SearchField />}
      {names.map((name) => (
        <FieldChip
          key={name}
          name={name}
          field={listedField(resource, name)}
          conditions={set.find((each) => each.name === name)}
          onOpen={open(name)}
          onRemove={() => ask(without(filterValues, name))}
        />
      ))}
      {filterValues.archived !== undefined && (
        <Chip
          size="small"
          color="primary"
          variant="outlined"
          label={translate(`lists.archived.${archivedKey(filterValues.archived)}`)}
          onClick={open('archived')}
          onDelete={() => ask(without(filterValues, 'archived'))}
        />
      )}
      <MoreFilters resource={resource} shown={names} onChoose={(name, anchor) => setOpened({ name, anchor })} />
      {isAsking && (
        <Button size="small" color="inherit" onClick={() => ask({})} sx={{ color: 'text.secondary', px: 1 }}>
          {translate('lists.clear')}
        </Button>
      )}
      <Popover
        open={opened !== null}
        anchorEl={opened?.anchor ?? null}
        onClose={() => setOpened(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { sx: { p: 1.5, mt: 0.5 }, role: 'dialog', 'aria-label': translate('lists.filter') } }}
      >
        {opened?.name === 'archived' && <ArchiveChoice onDone={() => setOpened(null)} />}
        <Suspense fallback={<Skeleton variant="rounded" width={300} height={40} />}>
          {field && <FieldFilter key={field.name} field={field} />}
        </Suspense>
      </Popover>
    </Box>
  )
}

interface FieldChipProps {
  readonly name: string
  readonly field: ManifestRecordField | undefined
  readonly conditions: Conditions | undefined
  readonly onOpen: (event: MouseEvent<HTMLElement>) => void
  readonly onRemove: () => void
}

function FieldChip({ name, field, conditions, onOpen, onRemove }: FieldChipProps) {
  const translate = useTranslate()
  const label = field ? translate(field.label) : name
  if (!conditions || !field)
    return (
      <Chip
        size="small"
        variant="outlined"
        label={label}
        {...(field && { onClick: onOpen })}
        {...(conditions && { onDelete: onRemove })}
        sx={{ borderStyle: 'dashed', color: 'text.secondary' }}
      />
    )
  return (
    <Chip
      size="small"
      color="primary"
      variant="outlined"
      label={
        <>
          {label}
          {': '}
          <b>
            <ConditionText field={field} entries={conditions.entries} />
          </b>
        </>
      }
      onClick={onOpen}
      onDelete={onRemove}
      sx={{ maxWidth: '100%' }}
    />
  )
}

interface MoreFiltersProps {
  readonly resource: ManifestResource
  readonly shown: readonly string[]
  readonly onChoose: (name: string, anchor: HTMLElement) => void
}

function MoreFilters({ resource, shown, onChoose }: MoreFiltersProps) {
  const translate = useTranslate()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const offered = resource.fields.filter((field) => isFilterable(field) && !shown.includes(field.name))
  const times = ['createdAt', 'updatedAt'].filter((name) => !shown.includes(name))
  const choose = (name: string) => {
    if (anchor) onChoose(name, anchor)
    setAnchor(null)
  }
  return (
    <>
      <Button
        size="small"
        color="inherit"
        startIcon={<FilterIcon />}
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
        aria-haspopup="menu"
        sx={{ color: 'text.secondary', px: 1 }}
      >
        {translate('lists.filter')}
      </Button>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        slotProps={{ paper: { sx: { maxHeight: 420 } } }}
      >
        {offered.map(({ name, label }) => (
          <MenuItem key={name} dense onClick={() => choose(name)}>
            {translate(label)}
          </MenuItem>
        ))}
        {times.map((name) => (
          <MenuItem key={name} dense onClick={() => choose(name)}>
            {translate(`core:fields.${name}`)}
          </MenuItem>
        ))}
        {resource.archivable && (
          <MenuItem dense divider={false} onClick={() => choose('archived')}>
            {translate('lists.archived.title')}
          </MenuItem>
        )}
      </Menu>
    </>
  )
}

const isKnown = (resource: ManifestResource, name: string) => {
  const field = listedField(resource, name)
  return field !== undefined && isFilterable(field)
}
