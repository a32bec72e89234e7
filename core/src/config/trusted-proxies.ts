/** TRUST_PROXY in the form the HTTP server takes. A number is how many proxies stand before us, one after another. */
export function trustedProxies(setting: string): boolean | string[] | ((address: string, hop: number) => boolean) {
  if (setting === 'off' || setting === 'on') return setting === 'on'
  const count = Number(setting)
  if (Number.isInteger(count)) return (_, hop) => hop < count
  return setting.split(',').map((part) => part.trim())
}
