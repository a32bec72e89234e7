import type { ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import { Box, Typography } from '@mui/material'
import { type Identifier, type RaRecord, useReference, useTranslate } from 'react-admin'
import { kindOf } from '../../fields/kinds.ts'
import { isNothing } from '../../fields/nothing.tsx'
import { RecordLink } from '../../fields/record-link.tsx'
import { useManifest } from '../../server/manifest.ts'
import { useSay } from '../../words/use-words.ts'
import { Detail } from '../detail.tsx'
import { SectionCard, wideCell } from '../form/section-card.tsx'
import { isForPeople, sectionsOf } from '../form/sections.ts'
import { meets } from '../form/show-when.ts'
import { isNumber } from './number.ts'

interface DetailsProps {
  readonly resource: ManifestResource
  readonly record: RaRecord
}

/** The fields of a record in their sections, to be read. What the reader may not see is not there at all. */
export function Details({ resource, record }: DetailsProps) {
  const { me } = useManifest()
  const when = resource.views.showWhen ?? {}
  const sections = sectionsOf(
    resource,
    (field) => isDetail(resource, field, record) && (!when[field.name] || meets(when[field.name] ?? {}, record, me)),
  )
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {sections.map(({ name, label, fields }) => (
        <SectionCard key={name} label={label} isRead>
          {fields.map((field) => (
            <Box key={field.name} sx={isLong(field, record) ? wideCell : { minWidth: 0 }}>
              <Detail field={field} />
            </Box>
          ))}
        </SectionCard>
      ))}
      <Byline record={record} />
    </Box>
  )
}

/** What stands above the record already is not said again. */
function isDetail(resource: ManifestResource, field: ManifestRecordField, record: RaRecord): boolean {
  if (field.kind === 'many' || field.kind === 'state' || field.name === resource.title || !(field.name in record))
    return false
  return !isNumber(field) && isForPeople(resource, field)
}

const isLong = (field: ManifestRecordField, record: RaRecord): boolean =>
  (kindOf(field.kind).isWide?.(field) ?? false) && !isNothing(record[field.name])

/** Who made the record and who changed it last, as far as one may know. */
function Byline({ record }: { readonly record: RaRecord }) {
  const translate = useTranslate()
  const say = useSay()
  const readsPeople = (useManifest().resource('people')?.rights['read'] ?? 'never') !== 'never'
  const parts = [
    ['core:fields.createdAt', record['createdAt'], record['createdBy']],
    ...(record['version'] > 1 ? [['core:fields.updatedAt', record['updatedAt'], record['updatedBy']]] : []),
  ].filter(([, at]) => at)
  return (
    <Typography
      variant="caption"
      component="p"
      color="textSecondary"
      sx={{ m: 0, '& a, & span': { fontSize: 'inherit' }, '& a': { textDecoration: 'underline' } }}
    >
      {parts.map(([label, at, by], index) => (
        <span key={label}>
          {index > 0 && ' · '}
          {`${translate(label)} ${say('instant', at)}`}
          {by && readsPeople && <Author id={by} />}
        </span>
      ))}
    </Typography>
  )
}

/** A person by name; what a plugin or a key did, and whom one may not see, goes unsaid here: the history tells it. */
function Author({ id }: { readonly id: Identifier }) {
  const { referenceRecord } = useReference({ reference: 'people', id, options: { retry: false } })
  if (!referenceRecord) return null
  return (
    <>
      {' · '}
      <RecordLink resource="people" id={id} />
    </>
  )
}
