import { BlockList, isIP } from 'node:net';

/**
 * Addresses that a program which asks on the public internet has no business at: this machine, the county's own network,
 * and every way of writing one of them inside IPv6 (IANA special-purpose registries, RFC 6890).
 */
const inside = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // shared by carriers
  ['127.0.0.0', 8],
  ['169.254.0.0', 16], // link-local, and the metadata of cloud machines
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3], // multicast, reserved, broadcast
] as const)
  inside.addSubnet(net, bits, 'ipv4');

/** All that is public in IPv6 lies here; mapped and translated IPv4 (::ffff:0:0/96, 64:ff9b::/96) does not. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');
const insideSix = new BlockList();
for (const [net, bits] of [
  ['2001::', 23], // Teredo and other protocols
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4: an IPv4 address inside
  ['3fff::', 20],
] as const)
  insideSix.addSubnet(net, bits, 'ipv6');

/** Whether an IP address, written in any way, lies on the public internet. What is no address does not. */
export function isPublicAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  switch (isIP(plain)) {
    case 4:
      return !inside.check(plain, 'ipv4');
    case 6:
      return globalUnicast.check(plain, 'ipv6') && !insideSix.check(plain, 'ipv6');
    default:
      return false;
  }
}
