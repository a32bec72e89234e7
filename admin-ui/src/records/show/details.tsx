import type { ManifestResource } from '@guildhall/sdk/manifest'
import { Box, Typography } from '@mui/material'
import { type RaRecord, useTranslate } from 'react-admin'
import { kindOf } from '../../fields/kinds.ts'
import { RecordLink } from '../../fields/record-link.tsx'
import { useManifest } from '../../server/manifest.ts'
import { useSay } from '../../words/use-words.ts'
import { Detail } from '../detail.tsx'
import { SectionCard, wideCell } from '../form/section-card.tsx'
import { sectionsOf } from '../form/sections.ts'
import { meets } from '../form/show-when.ts'

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
    ({ name, kind }) => kind !== 'many' && name in record && (!when[name] || meets(when[name], record, me)),
  )
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {sections.map(({ name, label, fields }) => (
        <SectionCard key={name} label={label}>
          {fields.map((field) => (
            <Box key={field.name} sx={kindOf(field.kind).isWide?.(field) ? wideCell : { minWidth: 0 }}>
              <Detail field={field} />
            </Box>
          ))}
        </SectionCard>
      ))}
      <Byline record={record} />
    </Box>
  )
}

/** Who made the record and who changed it last, as far as one may know. */
function Byline({ record }: { readonly record: RaRecord }) {
  const translate = useTranslate()
  const say = useSay()
  const parts = [
    ['core:fields.createdAt', record['createdAt'], record['createdBy']],
    ...(record['version'] > 1 ? [['core:fields.updatedAt', record['updatedAt'], record['updatedBy']]] : []),
  ].filter(([, at]) => at)
  return (
    <Typography
      variant="caption"
      component="p"
      color="text.secondary"
      sx={{ m: 0, '& a, & span': { fontSize: 'inherit' } }}
    >
      {parts.map(([label, at, by], index) => (
        <span key={label}>
          {index > 0 && ' · '}
          {`${translate(label)} ${say('instant', at)}`}
          {by && ' · '}
          {by && <RecordLink resource="people" id={by} />}
        </span>
      ))}
    </Typography>
  )
}
