/** The bytes of a tenant lie below its id; what is being uploaded apart from what is kept, and both apart from what can be made anew. */
export const uploadOf = (tenant: string, id: string) => `${tenant}/uploads/${id}`
/** Beside each upload: what it is to become. */
export const planOf = (tenant: string, id: string) => `${tenant}/uploads/${id}.json`
export const blobOf = (tenant: string, { sha256, key }: { sha256: string; key: string }) =>
  `${tenant}/blobs/${sha256.slice(0, 2)}/${sha256}.${key}`
export const derivedOf = (tenant: string, key: string, variant?: string) =>
  `${tenant}/derived/${key}${variant ? `/${variant}` : ''}`
