import { Card, Empty, useManifest } from '@guildhall/admin-ui'
import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import { Alert, Button, IconButton, List, ListItem, ListItemText } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type RaRecord, useDataProvider, useGetList, useNotify, useTranslate } from 'react-admin'
import { canBeTold, nameOfBrowser, subscribe } from './subscription.ts'

interface Device extends RaRecord {
  readonly label: string
}

/** Browsers that tell while nobody looks. */
export function Devices() {
  const translate = useTranslate()
  const data = useDataProvider()
  const queries = useQueryClient()
  const notify = useNotify()
  const { me } = useManifest()
  const [refusal, setRefusal] = useState<string>()
  const { data: devices } = useGetList<Device>('notification-devices', { filter: { person: me } }, { enabled: !!me })
  const settled = () => queries.invalidateQueries({ queryKey: ['notification-devices'] })
  const say = (name: string) => translate(`notifications:slots.preferences.${name}`)
  const adding = useMutation({
    async mutationFn() {
      const { publicKey } = await data.call('/notifications/push-key')
      const given = await subscribe(publicKey)
      if (given === null) return setRefusal(say('deviceDenied'))
      setRefusal(undefined)
      await data.call('/notifications/devices', { method: 'POST', body: { ...given, label: nameOfBrowser() } })
    },
    onSettled: settled,
    onError: () => setRefusal(say('deviceNone')),
  })
  const removing = useMutation({
    mutationFn: ({ id }: Device) => data.delete('notification-devices', { id }),
    onSettled: settled,
    onError: (error: Error) => notify(error.message, { type: 'error' }),
  })
  return (
    <Card
      title={say('devices')}
      lead={canBeTold() ? say('devicesText') : say('deviceNone')}
      actions={
        canBeTold() && (
          <Button variant="outlined" onClick={() => adding.mutate()} loading={adding.isPending}>
            {say('deviceAdd')}
          </Button>
        )
      }
    >
      {refusal && <Alert severity="warning">{refusal}</Alert>}
      {devices?.length === 0 && <Empty text={translate('notifications:resources.notification-devices.empty')} />}
      <List dense disablePadding>
        {devices?.map((device) => (
          <ListItem
            key={device.id}
            disableGutters
            secondaryAction={
              <IconButton
                aria-label={`${say('deviceRemove')}: ${device.label}`}
                onClick={() => removing.mutate(device)}
              >
                <DeleteIcon fontSize="small" />
              </IconButton>
            }
          >
            <ListItemText primary={device.label} />
          </ListItem>
        ))}
      </List>
    </Card>
  )
}
