import { Box, Card, CardContent, Typography } from '@mui/material'
import { useResourceContext, useTranslate } from 'react-admin'
import { RecordSlot } from './places.tsx'
import { useSlots } from './use-slots.ts'

/** What plugins put beside a record; nothing where none does. */
export function RecordAsides() {
  const resource = useResourceContext() ?? ''
  const asides = useSlots('aside', resource)
  const translate = useTranslate()
  if (asides.length === 0) return null
  return (
    <Box component="aside" sx={{ display: 'grid', gap: 2, alignContent: 'start', flex: '1 1 300px', minWidth: 0 }}>
      {asides.map((placed) => (
        <Card key={`${placed.module.plugin}/${placed.slot.name}`} variant="outlined" component="section">
          <CardContent>
            <Typography variant="subtitle2" component="h2" gutterBottom>
              {translate(placed.slot.label)}
            </Typography>
            <RecordSlot placed={placed} />
          </CardContent>
        </Card>
      ))}
    </Box>
  )
}
