import type { Manifest, ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import { createContext, useContext } from 'react'

/** The manifest with quick ways to a resource and its fields. */
export interface Known extends Manifest {
  resource(name: string): ManifestResource | undefined
  /** Throws where the resource is not there: a screen for it would not be either. */
  require(name: string): ManifestResource
}

export function known(manifest: Manifest): Known {
  const byName = new Map(manifest.resources.map((resource) => [resource.name, resource]))
  return {
    ...manifest,
    resource: (name) => byName.get(name),
    require(name) {
      const resource = byName.get(name)
      if (!resource) throw new Error(`The manifest has no resource ${name}`)
      return resource
    },
  }
}

/** In which direction the reader's language is written. */
export const directionOf = ({ languages, language }: Manifest): 'ltr' | 'rtl' =>
  languages.find((each) => each.language === language)?.direction ?? 'ltr'

export const fieldOf = (resource: ManifestResource, name: string): ManifestRecordField | undefined =>
  resource.fields.find((field) => field.name === name)

export const ManifestContext = createContext<Known | null>(null)

export function useManifest(): Known {
  const manifest = useContext(ManifestContext)
  if (!manifest) throw new Error('There is no manifest above this component')
  return manifest
}
