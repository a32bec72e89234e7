import { Card, Empty, PageFrame, useCore, useManifest, useSay, useTell } from '@guildhall/admin-ui'
import {
  Alert,
  Autocomplete,
  Box,
  Button,
  Checkbox,
  LinearProgress,
  List,
  ListItem,
  ListItemButton,
  ListItemIcon,
  ListItemText,
  TextField,
} from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'

interface Place {
  readonly code: string
  readonly name: string
}

interface Line {
  readonly on: string
  readonly name: string
  readonly part: string
  readonly isSubstitute: boolean
  readonly isThere: boolean
}

/** A country's holidays of a year: looked at first, then taken over. */
export function HolidayImport() {
  const translate = useTranslate()
  const text = (key: string) => translate(`leave:slots.holidayImport.${key}`)
  const { language } = useManifest()
  const local = new Intl.Locale(language).maximize().region ?? 'RO'
  const [country, setCountry] = useState(language === 'en' ? 'RO' : local)
  const [region, setRegion] = useState<string | null>(null)
  const [year, setYear] = useState(new Date().getFullYear())
  const choose = (code: string | null) => {
    if (!code) return
    setCountry(code)
    setRegion(null)
  }
  const { data: countries = [] } = useCore<Place[]>('/leave/calendars')
  const { data: regions = [] } = useCore<Place[]>(`/leave/calendars?country=${country}`)
  return (
    <PageFrame
      isNarrow
      lead={text('lead')}
      actions={
        <Button component={Link} to="/holidays">
          {text('all')}
        </Button>
      }
    >
      <Card>
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '2fr 2fr 1fr' } }}>
          <Choice label={text('country')} places={countries} value={country} onChange={choose} />
          <Choice
            label={text('region')}
            places={regions}
            value={region}
            onChange={setRegion}
            isDisabled={regions.length === 0}
          />
          <TextField
            type="number"
            label={text('year')}
            value={year}
            onChange={({ target }) => setYear(Number(target.value))}
            slotProps={{ htmlInput: { min: 2000, max: 2099 } }}
          />
        </Box>
      </Card>
      <Preview key={`${country} ${region} ${year}`} country={country} region={region} year={year} />
    </PageFrame>
  )
}

function Choice({
  label,
  places,
  value,
  onChange,
  isDisabled = false,
}: {
  readonly label: string
  readonly places: readonly Place[]
  readonly value: string | null
  readonly onChange: (code: string | null) => void
  readonly isDisabled?: boolean
}) {
  return (
    <Autocomplete
      options={places}
      disabled={isDisabled}
      value={places.find(({ code }) => code === value) ?? null}
      getOptionLabel={({ name }) => name}
      getOptionKey={({ code }) => code}
      isOptionEqualToValue={(a, b) => a.code === b.code}
      onChange={(_, place) => onChange(place?.code ?? null)}
      renderInput={(props) => <TextField {...props} label={label} />}
    />
  )
}

function Preview({
  country,
  region,
  year,
}: {
  readonly country: string
  readonly region: string | null
  readonly year: number
}) {
  const translate = useTranslate()
  const say = useSay()
  const notify = useNotify()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const place = `country=${country}${region ? `&region=${region}` : ''}`
  const { data, error } = useCore<Line[]>(`/leave/calendars/preview?${place}&year=${year}`, {
    isOn: year >= 2000 && year < 2100,
  })
  const { mutate, isPending } = useTell<{ imported: number }>({
    onDone: ({ imported }) =>
      notify(translate('leave:slots.holidayImport.done', { smart_count: imported }), { type: 'success' }),
  })
  if (error) return <Alert severity="info">{error.message}</Alert>
  if (!data) return <LinearProgress aria-label={translate('leave:slots.holidayImport.title')} />
  const dates = data.filter(({ isThere, on }) => !isThere && !left.has(on)).map(({ on }) => on)
  const flip = (on: string) =>
    setLeft(left.has(on) ? new Set([...left].filter((each) => each !== on)) : new Set([...left, on]))
  const take = () =>
    mutate({ path: '/leave/calendars/import', body: { country, ...(region && { region }), year, dates } })
  return (
    <Card
      isFlush
      title={translate('leave:slots.holidayImport.found', { smart_count: data.length })}
      actions={
        <Button variant="contained" loading={isPending} disabled={dates.length === 0} onClick={take}>
          {translate('leave:slots.holidayImport.take', { smart_count: dates.length })}
        </Button>
      }
    >
      {data.length === 0 && <Empty text={translate('leave:slots.holidayImport.none')} />}
      <List disablePadding>
        {data.map(({ on, name, isThere, isSubstitute }) => (
          <ListItem key={`${on} ${name}`} disablePadding divider>
            <ListItemButton onClick={() => flip(on)} disabled={isThere} dense>
              <ListItemIcon sx={{ minWidth: 40 }}>
                <Checkbox
                  edge="start"
                  tabIndex={-1}
                  checked={isThere || !left.has(on)}
                  slotProps={{ input: { 'aria-label': name } }}
                />
              </ListItemIcon>
              <ListItemText
                primary={name}
                secondary={[
                  say('date', on),
                  isSubstitute && translate('leave:slots.holidayImport.substitute'),
                  isThere && translate('leave:slots.holidayImport.there'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              />
            </ListItemButton>
          </ListItem>
        ))}
      </List>
    </Card>
  )
}
