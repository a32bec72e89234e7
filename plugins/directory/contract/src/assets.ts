import { enumeration, files, integer, json, ref, resourceToken, Type, text } from '@guildhall/sdk'
import { clients } from './clients.ts'
import { companies } from './companies.ts'

const attributes = Type.Array(
  Type.Object(
    {
      name: Type.String({ minLength: 1, maxLength: 60 }),
      value: Type.String({ minLength: 1, maxLength: 500 }),
    },
    { additionalProperties: false },
  ),
  { maxItems: 40 },
)

/** A thing of a client that work is done on: a vehicle, a machine, a flat. */
export const assets = resourceToken('assets', {
  name: text({ searchable: true, indexed: true }),
  kind: enumeration(['vehicle', 'equipment', 'property', 'other'], {
    default: 'vehicle',
    indexed: true,
  }),
  client: ref(clients, { optional: true, onArchive: 'cascade' }),
  company: ref(companies, { optional: true, onArchive: 'cascade' }),
  plate: text({
    optional: true,
    searchable: true,
    maxLength: 20,
    personal: true,
  }),
  /** Vehicle identification number (ISO 3779), or the shorter number of older vehicles. */
  vin: text({
    optional: true,
    searchable: true,
    unique: true,
    caseInsensitive: true,
    pattern: '^[A-HJ-NPR-Za-hj-npr-z0-9]{5,17}$',
    maxLength: 17,
  }),
  serialNumber: text({ optional: true, searchable: true, maxLength: 100 }),
  make: text({ optional: true, searchable: true, maxLength: 60 }),
  model: text({ optional: true, searchable: true, maxLength: 100 }),
  year: integer({ optional: true, minimum: 1800, maximum: 2200 }),
  /** In kilometres. */
  mileage: integer({ optional: true, minimum: 0, maximum: 10_000_000 }),
  /** Whatever else is worth writing down. */
  attributes: json(attributes, { default: [] }),
  photos: files({ optional: true, accept: ['image/*'] }),
  notes: text({ optional: true, multiline: true }),
})
