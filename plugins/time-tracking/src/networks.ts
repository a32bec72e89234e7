import { defineError, type Scope } from '@guildhall/sdk'
import ipaddr from 'ipaddr.js'

const v4 = '(\\d{1,3}\\.){3}\\d{1,3}/([12]?\\d|3[0-2])'
const v6 = '[0-9A-Fa-f:]*:[0-9A-Fa-f:.]+/(\\d{1,2}|1[01]\\d|12[0-8])'
/** Networks as CIDR, IPv4 or IPv6, one on each line. */
export const networkLines = `^\\s*(${v4}|${v6})(\\s+(${v4}|${v6}))*\\s*$`

export const elsewhere = defineError<{ address: string }>('time.elsewhere', 403)

/** Whoever comes to work comes from a network of the business, where it names any. @throws `time.elsewhere` */
export function requireNetwork(scope: Scope, from: string): void {
  const lines = scope.setting<string | null>('time-tracking', 'networks')?.trim()
  if (lines && !isWithin(lines, from)) throw elsewhere({ address: from })
}

/** Whether an address is in one of the networks; an IPv4 address that came over IPv6 is the same address. What is no network holds nobody. */
export function isWithin(lines: string, from: string): boolean {
  if (!ipaddr.isValid(from)) return false
  const address = ipaddr.process(from)
  return lines.split(/\s+/).some((line) => {
    if (!ipaddr.isValidCIDR(line)) return false
    const [network, bits] = ipaddr.parseCIDR(line)
    return network.kind() === address.kind() && address.match(network, bits)
  })
}
