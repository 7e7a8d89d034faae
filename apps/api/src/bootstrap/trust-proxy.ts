/** `TRUST_PROXY` in the form Fastify takes: a switch, a number of hops, or a list of addresses. */
export function trustProxy(setting: string): boolean | number | string {
  if (setting === 'true' || setting === 'false') return setting === 'true';
  return /^\d+$/.test(setting) ? Number(setting) : setting;
}
