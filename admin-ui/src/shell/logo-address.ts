/** Where a business's logo is; its name changes with its content. */
export const logoAddress = (slug: string, logo: string | null | undefined): string | null =>
  logo ? `/api/brands/${encodeURIComponent(slug)}/logo?v=${logo}` : null
