import * as ipaddr from 'ipaddr.js';
import type { CompileTest, Operators } from '../comparisons/operator';
import { textValues } from '../comparisons/text';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = readonly [Address, number];

/** Holds when the address lies in any of the networks; an IPv4 address written as IPv6 is that IPv4 address. */
const inCidr: CompileTest = (comparison, report) => {
  const networks = textValues(comparison, report).flatMap((source, index) => {
    const network = parseNetwork(source);
    if (network !== undefined) return [network];
    const detail =
      'This must be a network such as "10.0.0.0/8" or "2001:db8::/32", or one address.';
    report(`values/${index}`, 'invalid_values', detail);
    return [];
  });
  return (value) => {
    const address = typeof value === 'string' ? parseAddress(value) : undefined;
    return address === undefined
      ? undefined
      : networks.some((network) => contains(network, address));
  };
};

function contains([network, bits]: Network, address: Address): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}

/** Four decimal parts, or IPv6; none of the shorter, octal or hexadecimal forms. */
function parseAddress(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  return ipaddr.IPv6.isValid(text) ? ipaddr.process(text) : undefined;
}

function parseNetwork(text: string): Network | undefined {
  const [, base = '', length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = parseAddress(base);
  if (address === undefined) return undefined;
  const most = address.kind() === 'ipv4' ? 32 : 128;
  const mapped = address.kind() === 'ipv4' && base.includes(':') ? 96 : 0;
  const bits = length === undefined ? most : Number(length) - mapped;
  return bits >= 0 && bits <= most ? [address, bits] : undefined;
}

/** Networks of IPv4 and IPv6, by ipaddr.js. */
export const networkOperators: Operators = {
  inCidr: { group: 'other', compile: inCidr },
};
