import { createContext, useContext, useEffect, useState } from 'react'
import { placeAsked } from './way.ts'

/** The business whose door this is, as far as it shows itself to strangers. */
export interface DoorBrand {
  readonly slug: string | null
  readonly name: string | null
  readonly color: string | null
  readonly logo: string | null
}

export const BrandContext = createContext<DoorBrand | null>(null)
export const useDoorBrand = () => useContext(BrandContext)

/** Known by where one wants to go, else by the host; undefined until the server has said. */
export function useBrand(): DoorBrand | null | undefined {
  const [brand, setBrand] = useState<DoorBrand | null>()
  useEffect(() => {
    const slug = placeAsked()
    fetch(`/api/brands${slug ? `?at=${encodeURIComponent(slug)}` : ''}`)
      .then((answer) => (answer.ok ? (answer.json() as Promise<DoorBrand>) : null))
      .then((found) => setBrand(found?.slug ? found : null))
      .catch(() => setBrand(null))
  }, [])
  return brand
}
