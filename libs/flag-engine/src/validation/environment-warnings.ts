import type { Environment } from '../model/snapshot';
import type { Warning } from './warning';

/** What an environment says that is allowed but rarely meant. */
export function environmentWarnings(_environment: Environment): Warning[] {
  return [];
}
