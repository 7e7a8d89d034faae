/** Whether the address of hop number `hop`, counted from this server, is believed. */
type TrustHop = (address: string, hop: number) => boolean;

/** `TRUST_PROXY` in the form Fastify takes: a switch, a number of hops, or a list of addresses. */
export function trustProxy(setting: string): boolean | string | TrustHop {
  if (setting === 'true' || setting === 'false') return setting === 'true';
  if (!/^\d+$/.test(setting)) return setting;
  const hops = Number(setting);
  return (_address, hop) => hop < hops;
}
