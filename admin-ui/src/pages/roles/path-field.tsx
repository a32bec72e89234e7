import { Autocomplete, TextField } from '@mui/material'
import { useMemo } from 'react'
import { useTranslate } from 'react-admin'
import type { CatalogueResource } from './rights.ts'
import { follow, type Speech } from './sentence.ts'

export interface PathFieldProps {
  readonly path: string
  readonly resource: CatalogueResource
  readonly speech: Speech
  readonly isDisabled: boolean
  readonly onChange: (path: string) => void
}

const furthest = 3

/** A field of the record, or of what it refers to: “Project › Members › Person”. */
export function PathField({ path, resource, speech, isDisabled, onChange }: PathFieldProps) {
  const translate = useTranslate()
  const options = useMemo(() => {
    const own = pathsOf(resource, speech)
    return path === '' || own.includes(path) ? own : [path, ...own]
  }, [resource, speech, path])
  const label = (one: string) => {
    const { fields, part } = follow(one, resource, speech.resource)
    return [...fields.map((field) => translate(field.label)), ...(part ? [part] : [])].join(' › ')
  }
  return (
    <Autocomplete
      disableClearable
      disabled={isDisabled}
      options={options}
      getOptionLabel={(one) => (one === '' ? '' : label(one))}
      value={path}
      isOptionEqualToValue={(one, other) => one === other}
      onChange={(_event, next) => onChange(next)}
      renderInput={(params) => <TextField {...params} label={translate('pages.roles.field')} />}
    />
  )
}

/** The near ones first; no way leads back to where it came from. */
function pathsOf(from: CatalogueResource, speech: Speech): string[] {
  const found: string[] = []
  let edge: { resource: CatalogueResource; prefix: string; seen: readonly string[] }[] = [
    { resource: from, prefix: '', seen: [from.name] },
  ]
  for (let step = 0; step < furthest; step++) {
    const next: typeof edge = []
    for (const { resource, prefix, seen } of edge)
      for (const field of resource.fields) {
        if (field.kind === 'json' || (step > 0 && field.system)) continue
        found.push(prefix + field.name)
        const target = field.target ? speech.resource(field.target) : undefined
        if (target && !seen.includes(target.name) && target.name !== 'roles')
          next.push({ resource: target, prefix: `${prefix}${field.name}.`, seen: [...seen, target.name] })
      }
    edge = next
  }
  return found
}
