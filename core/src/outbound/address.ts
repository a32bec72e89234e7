import { BlockList, isIP } from 'node:net'

/** Of IPv4 all but what the registry of special addresses (IANA, RFC 6890) keeps for other uses than the open internet. */
const special = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  special.addSubnet(network, prefix, 'ipv4')

/** Of IPv6 only global unicast, without what leads elsewhere by another protocol or is for books. */
const global = new BlockList()
global.addSubnet('2000::', 3, 'ipv6')
const misleading = new BlockList()
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  misleading.addSubnet(network, prefix, 'ipv6')

/** Whether an address is one of the open internet: not this machine, not the network it stands in, not where a cloud keeps its secrets. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !special.check(address, 'ipv4')
    case 6:
      return global.check(address, 'ipv6') && !misleading.check(address, 'ipv6')
    default:
      return false
  }
}
