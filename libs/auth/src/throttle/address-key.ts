import ipaddr from 'ipaddr.js';

const IPV6_SUBSCRIBER_PARTS = 4;

/** One key per subscriber: an IPv4 address, or the /64 of an IPv6 one, which a single client can roam at will. */
export function addressKey(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  const { parts } = parsed as ipaddr.IPv6;
  return `${parts
    .slice(0, IPV6_SUBSCRIBER_PARTS)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
