import { assets as declared } from '@guildhall/contract-directory'
import { can, defineError, defineResource, me, type PluginSetup } from '@guildhall/sdk'

export const ownerNeeded = defineError('assets.owner_needed', 422)

const shownToOwner = [
  'name',
  'kind',
  'client',
  'company',
  'plate',
  'vin',
  'serialNumber',
  'make',
  'model',
  'year',
  'mileage',
  'attributes',
  'photos',
] as const

export const assets = defineResource(declared.name, {
  fields: declared.fields,
  capabilities: ['warrantable', 'conversable'],
  placement: { party: 'client' },
  rules: {
    admin: [can('manage')],
    manager: [can('read'), can('create'), can('update'), can('archive'), can('restore')],
    client: [can('read', { $or: [{ 'client.person': me }, { 'company.clients.person': me }] }, shownToOwner)],
  },
  sort: ['name', 'ASC'],
  views: {
    list: ['name', 'kind', 'plate', 'client', 'company', 'year'],
    filters: ['kind', 'client', 'company'],
    sections: {
      identity: ['name', 'kind', 'client', 'company'],
      vehicle: ['plate', 'vin', 'make', 'model', 'year', 'mileage'],
      details: ['serialNumber', 'attributes', 'photos', 'notes'],
    },
    showWhen: {
      plate: { kind: 'vehicle' },
      vin: { kind: 'vehicle' },
      mileage: { kind: 'vehicle' },
    },
    icon: 'directions_car',
  },
})

export function requireOwner({ before }: PluginSetup) {
  before.write(assets, ({ next }) => {
    if (!next.client && !next.company) throw ownerNeeded({}, [{ path: 'client', code: ownerNeeded.code }])
  })
}
