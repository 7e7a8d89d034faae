import { SDK } from '../version';

/** What every request to the service carries. */
export function requestHeaders(apiKey: string): Record<string, string> {
  return { 'X-API-Key': apiKey, 'User-Agent': `${SDK.name}/${SDK.version}` };
}
