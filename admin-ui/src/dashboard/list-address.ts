/** The address of a resource's list that shows just these records. */
export function listAddress(resource: string, where: object = {}): { pathname: string; search: string } {
  const filter = Object.keys(where).length > 0 ? `?filter=${encodeURIComponent(JSON.stringify(where))}` : ''
  return { pathname: `/${resource}`, search: filter }
}
